using Laurel.Server.Access;
using Xunit;

namespace Laurel.Server.Tests.Ui;

/// <summary>What pages look like, for people to look at: light, dark, and on a phone.</summary>
public sealed class ScreenshotTests(RunningServer server, Browser browser)
{
    [Theory]
    [InlineData("sign-in", "en", 1280, false)]
    [InlineData("sign-in", "fr", 390, true)]
    public async Task The_door_is_drawn(string path, string language, int width, bool dark)
    {
        var page = await browser.OpenAsync(server, language, width, 800, dark);
        await page.GotoAsync("/" + path);
        await Browser.ShootAsync(page, $"{path}.{language}.{width}{(dark ? ".dark" : "")}");
    }

    [Theory]
    [InlineData("", "overview")]
    public async Task The_pages_are_drawn(string path, string name)
    {
        foreach (var (width, dark, language) in new[] { (1280, false, "en"), (390, false, "nl"), (1280, true, "et") })
        {
            var page = await browser.SignedInAsync(server, Role.Owner, language, width, 800, dark);
            await page.GotoAsync("/" + path);
            await Browser.ShootAsync(page, $"{name}.{language}.{width}{(dark ? ".dark" : "")}");
        }
    }
}
