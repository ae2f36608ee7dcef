using System.Net;
using Laurel.Server.Access;
using Laurel.Server.Clock;
using Laurel.Server.Features.Docs;
using Laurel.Server.Features.Health;
using Laurel.Server.Features.Replay;
using Laurel.Server.Http;
using Laurel.Server.Payments;
using Laurel.Server.Ui;
using Laurel.Server.Wallets;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Console;

namespace Laurel.Server;

/// <summary>Puts the web server together; what it answers is listed in <see cref="Routes"/>.</summary>
internal static class WebServer
{
    private const long LargestBody = 8 * 1024 * 1024;

    /// <param name="options">Where to listen, and where everything is kept.</param>
    /// <param name="change">What a test replaces, such as the clock.</param>
    /// <exception cref="MisuseException">What was set up cannot be used.</exception>
    public static WebApplication Build(ServerOptions options, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        Log(builder.Logging);
        AddParts(builder.Services, options);
        change?.Invoke(builder.Services);
        var server = builder.Build();
        UseParts(server, options);
        server.Lifetime.ApplicationStarted.Register(() => Greet(server));
        return server;
    }

    private static void AddParts(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddAccess(options);
        services.AddSingleton<OpenOrganizations>();
        services.AddSingleton<IPayments>(_ => options.StripeKey is { } key ? new StripePayments(options.Stripe, key) : new ManualPayments());
        services.AddSingleton<DueLoop>();
        services.AddHostedService(parts => parts.GetRequiredService<DueLoop>());
        services.AddSingleton<PhoneWallets>();
        services.AddSingleton<WalletLoop>();
        services.AddHostedService(parts => parts.GetRequiredService<WalletLoop>());
        services.AddSingleton<ReplayRuns>();
        services.AddSingleton<Meters>();
        services.AddHttpContextAccessor();
        services.AddScoped(Visitor.Of);
        services.AddRazorComponents();
        services.AddApiDescription();
        services.AddKeyLimits(options);
        services.ConfigureHttpJsonOptions(json => ApiJson.Use(json.SerializerOptions));
    }

    private static void UseParts(WebApplication server, ServerOptions options)
    {
        if (options.Proxies.Count > 0)
            server.UseForwardedHeaders(Behind(options.Proxies));
        server.UseMiddleware<SecurityHeaders>();
        server.UseMiddleware<HeadRequests>();
        server.UseProblems();
        server.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=86400",
        });
        server.UseRouting();
        UseDoors(server);
        if (options.RequestsPerSecond is not null)
            server.UseRateLimiter();
        else
            server.UseWhen(context => context.Request.Path.StartsWithSegments(MemberSessions.Path), pages => pages.UseRateLimiter());
        server.UseMiddleware<IdempotencyGate>();
        server.UseAntiforgery();
        _ = server.Services.GetRequiredService<Meters>();
        _ = server.Services.GetRequiredService<PhoneWallets>();
        Routes.Map(server);
    }

    /// <summary>The sessions of staff for pages, keys for programs. Who comes with a key is not asked for a session.</summary>
    private static void UseDoors(WebApplication server)
    {
        // The framework would otherwise put both before everything, for programs too.
        var properties = ((IApplicationBuilder)server).Properties;
        (properties["__AuthenticationMiddlewareSet"], properties["__AuthorizationMiddlewareSet"]) = (true, true);
        server.UseWhen(
            context => context.GetEndpoint()?.Metadata.GetMetadata<NeedsScope>() is null,
            pages => pages.UseAuthentication().UseAuthorization());
        server.UseMiddleware<ApiKeyGate>();
    }

    private static ForwardedHeadersOptions Behind(IReadOnlyList<string> proxies)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        foreach (var proxy in proxies)
            forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        return forwarded;
    }

    private static void Log(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Laurel", LogLevel.Information);
        logging.AddFilter("Laurel.Server.Access", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // It says nothing at our level, and as long as it might the framework makes an activity and a scope for every request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    private static void Greet(WebApplication server)
    {
        var address = server.Urls.First();
        Console.WriteLine($"Laurel listens on {string.Join(", ", server.Urls)}");
        var code = server.Services.GetRequiredService<SetupCode>();
        if (code.IsOpen)
            Console.WriteLine($"There is no organization yet. Make yours: {address}/setup?code={code.Code}");
    }
}
