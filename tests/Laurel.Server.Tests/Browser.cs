using Laurel.Server.Access;
using Laurel.Server.Tests;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Laurel.Server.Tests;

/// <summary>A real browser, started once. It fails a page that writes an error to its console.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Headless = true, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    public Task<IPage> OpenAsync(
        RunningServer server, string language = "en", int width = 1280, int height = 800, bool dark = false) =>
        OpenAsync(server.Address, language, width, height, dark);

    public async Task<IPage> OpenAsync(Uri server, string language = "en", int width = 1280, int height = 800, bool dark = false)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = server.ToString(),
            Locale = language,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await context.NewPageAsync();
    }

    internal async Task<IPage> SignedInAsync(
        RunningServer server, Role role = Role.Owner, string language = "en", int width = 1280, int height = 800, bool dark = false,
        string organization = "lumiere")
    {
        var page = await OpenAsync(server, language, width, height, dark);
        using var visit = await Visit.SignedInAsync(server, role, organization, language);
        await page.Context.AddCookiesAsync(visit.Cookies.GetAllCookies().Select(c =>
            new Cookie { Name = c.Name, Value = c.Value, Url = server.Address.ToString() }));
        return page;
    }

    /// <summary>Saves what the page looks like under artifacts/screenshots.</summary>
    public static Task ShootAsync(IPage page, string name) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Repository.Root, "artifacts", "screenshots", name + ".png"),
        FullPage = true,
    });
}
