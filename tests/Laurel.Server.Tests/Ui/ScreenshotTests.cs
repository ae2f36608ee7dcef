using Deque.AxeCore.Playwright;
using Laurel.Server.Access;
using Laurel.Server.Tests.Features.Trials;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Ui;

/// <summary>
/// What pages look like, for people to look at (artifacts/screenshots): wide and light, on a phone, and dark. Each is also asked whether
/// everybody can use it (WCAG 2.2 AA, as far as a machine can tell), whether anything sticks out, and whether the browser complained.
/// </summary>
public sealed class ScreenshotTests(RunningServer server, DemoServer demo, Browser browser)
{
    [Theory]
    [InlineData("sign-in", "/sign-in")]
    [InlineData("problem", "/problems/not-enough-units")]
    [InlineData("missing", "/nowhere")]
    public async Task The_door_is_drawn(string name, string path)
    {
        foreach (var (language, width, dark) in Looks)
        {
            var page = await browser.OpenAsync(server, language, width, 800, dark);
            await LookAsync(page, path, $"{name}.{language}.{width}{(dark ? ".dark" : "")}", isMissing: path == "/nowhere");
        }
    }

    [Theory]
    [InlineData("overview", "/")]
    [InlineData("members", "/members")]
    [InlineData("member", "/members/ada")]
    [InlineData("enrol", "/enrol")]
    [InlineData("returns", "/returns?number=R-0")]
    [InlineData("receipt", "/purchases/R-1002?all=true")]
    [InlineData("program", "/program")]
    [InlineData("definition", "/program?show=definition")]
    [InlineData("versions", "/program?show=versions")]
    [InlineData("draft", "/program/draft")]
    [InlineData("measures", "/measures")]
    [InlineData("measure", "/measures/revenue")]
    [InlineData("keys", "/keys")]
    [InlineData("team", "/team")]
    public async Task The_pages_are_drawn(string name, string path)
    {
        foreach (var (language, width, dark) in Looks)
        {
            var page = await browser.SignedInAsync(
                server, Role.Owner, language, width, 800, dark, organization: name == "keys" ? "drafts" : "lumiere");
            await LookAsync(page, path, $"{name}.{language}.{width}{(dark ? ".dark" : "")}");
        }
    }

    [Theory]
    [InlineData("en", "lumiere")]
    [InlineData("fr", "lumiere")]
    [InlineData("nl", NeighboursShop.Organization)]
    [InlineData("et", NeighboursShop.Organization)]
    public async Task A_member_s_own_pages_are_drawn(string language, string shop)
    {
        using var opened = await OwnLinks.OpenAsync(server, "ada", shop);
        foreach (var (width, dark) in new[] { (390, false), (320, true), (1280, false) })
        {
            foreach (var path in new[] { "/my", "/my/earn", "/my/rewards", "/my/history", "/my/data" })
            {
                var page = await browser.OpenAsync(server, language, width, 844, dark);
                await page.Context.AddCookiesAsync(opened.Cookies.GetAllCookies().Where(c => c.Name != "laurel-language").Select(c =>
                    new Cookie { Name = c.Name, Value = c.Value, Url = server.Address + "my" }));
                await LookAsync(page, path, $"own{path[3..].Replace('/', '-')}.{shop}.{language}.{width}{(dark ? ".dark" : "")}");
            }
        }
    }

    [Theory]
    [InlineData("en", 390, false)]
    [InlineData("nl", 390, true)]
    [InlineData("fr", 320, false)]
    [InlineData("et", 1280, true)]
    public async Task What_a_member_has_of_every_kind_is_drawn(string language, int width, bool dark)
    {
        using var her = await Neighbour.WithEverythingAsync(server);
        using var opened = await her.OpensAsync();
        foreach (var path in Neighbour.Pages)
        {
            var page = await browser.OpenAsync(server, language, width, 844, dark);
            await page.Context.AddCookiesAsync(opened.Cookies.GetAllCookies().Where(c => c.Name != "laurel-language").Select(c =>
                new Cookie { Name = c.Name, Value = c.Value, Url = server.Address + "my" }));
            await LookAsync(page, path, $"own-more{path[3..].Replace('/', '-')}.{language}.{width}{(dark ? ".dark" : "")}");
        }
    }

    public static TheoryData<string> Neighbours => [.. PagePaths.Neighbours];

    [Theory]
    [MemberData(nameof(Neighbours))]
    public async Task The_pages_of_a_program_with_something_of_every_kind_are_drawn(string path)
    {
        var name = "neighbours" + (path == "/" ? "" : "-" + string.Concat(path[1..].Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')));
        foreach (var (language, width, dark) in Looks)
        {
            var page = await browser.SignedInAsync(server, Role.Owner, language, width, 800, dark, organization: NeighboursShop.Organization);
            await LookAsync(page, path, $"{name}.{language}.{width}{(dark ? ".dark" : "")}");
        }
    }

    [Theory]
    [InlineData("demo-overview", "/")]
    [InlineData("demo-measures", "/measures")]
    [InlineData("demo-figures", "/measures/all")]
    [InlineData("demo-cohorts", "/measures/cohort-retention")]
    [InlineData("demo-slice", "/measures/average-purchase-amount?among=members&location=sablon")]
    [InlineData("demo-members", "/measures/members-vs-non-members")]
    [InlineData("demo-effect", "/effect?running=5000")]
    [InlineData("demo-experiments", "/experiments")]
    [InlineData("demo-trials", "/trials")]
    [InlineData("demo-value", "/value")]
    [InlineData("demo-owed", "/owed")]
    [InlineData("demo-satisfaction", "/satisfaction")]
    [InlineData("demo-goals", "/goals")]
    public async Task The_pages_of_measurement_are_drawn_from_a_year(string name, string path)
    {
        foreach (var (language, width, dark) in Looks)
        {
            await DemoTrials.KeepAsync(demo);
            var page = await demo.OpenAsync(browser, language, width, dark);
            await LookAsync(page, path, $"{name}.{language}.{width}{(dark ? ".dark" : "")}");
        }
    }

    private static (string Language, int Width, bool Dark)[] Looks => [("en", 1280, false), ("nl", 390, false), ("et", 1280, true)];

    private static async Task LookAsync(IPage page, string path, string name, bool isMissing = false)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(path);
        foreach (var why in await page.Locator("details.why > summary").AllAsync())
            await why.ClickAsync();
        await page.EvaluateAsync("window.scrollTo(0, 0)");
        await Browser.ShootAsync(page, name);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, $"{name} sticks out");
        var violations = (await page.RunAxe()).Violations;
        violations.SelectMany(v => v.Nodes.Select(n => $"{name}: {v.Id}: {v.Help}: {n.Html}")).ShouldBeEmpty();
        complaints.Where(c => !isMissing || !c.Contains("404", StringComparison.Ordinal)).ShouldBeEmpty(name);
        await page.Context.CloseAsync();
    }
}
