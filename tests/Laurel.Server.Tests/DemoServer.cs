using Laurel.Server;
using Laurel.Server.Features.Demo;
using Laurel.Server.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(DemoServer))]

namespace Laurel.Server.Tests;

/// <summary>
/// The demo shop of a few thousand people, played through the engine and served: what measurement looks like with a year behind it.
/// It is the same year whenever it is played, since chance alone makes another year's findings firmer or weaker.
/// </summary>
public sealed class DemoServer : IAsyncLifetime
{
    private const int People = 5_000;
    private static readonly DateTimeOffset Played = new(2026, 9, 15, 10, 0, 0, TimeSpan.Zero);
    private readonly string folder = Path.Combine(Path.GetTempPath(), "laurel-demo-" + Guid.NewGuid().ToString("N"));
    private readonly TestClock clock = new(Played);
    private readonly SemaphoreSlim gate = new(1, 1);
    private WebApplication? server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The end of the year that was played, which the server's clock shows.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 9, 15, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The day of <see cref="Now"/>.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>The address of the server; the year is played when it is first asked for.</summary>
    public async Task<Uri> AddressAsync()
    {
        await gate.WaitAsync();
        try
        {
            return new Uri((server ??= await PlayAsync()).Urls.First());
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The parts of the server, once the year is played.</summary>
    internal async Task<IServiceProvider> PartsAsync()
    {
        await AddressAsync();
        return server!.Services;
    }

    internal async Task<Api> ApiAsync(params Laurel.Server.Access.Scope[] scopes)
    {
        var address = await AddressAsync();
        return new Api(server!.Services, address, "lumiere", scopes);
    }

    internal async Task<Visit> VisitAsync(string language = "en")
    {
        var visit = new Visit(await AddressAsync(), language);
        (await visit.SignInAsync(DemoShop.Owner, DemoShop.Password)).StatusCode.ShouldBeRedirect();
        return visit;
    }

    internal async Task<IPage> OpenAsync(Browser browser, string language, int width, bool dark)
    {
        var address = await AddressAsync();
        var page = await browser.OpenAsync(address, language, width, 800, dark);
        using var visit = await VisitAsync(language);
        await page.Context.AddCookiesAsync(visit.Cookies.GetAllCookies().Select(c =>
            new Cookie { Name = c.Name, Value = c.Value, Url = address.ToString() }));
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        if (server is not null)
            await server.DisposeAsync();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private async Task<WebApplication> PlayAsync()
    {
        var options = new ServerOptions { Urls = "http://127.0.0.1:0", Data = folder, DueEvery = null };
        await new DemoShop(options, clock, People, null).Play(CancellationToken.None);
        var started = WebServer.Build(options, services => services.AddSingleton<TimeProvider>(clock));
        await started.StartAsync();
        return started;
    }
}
