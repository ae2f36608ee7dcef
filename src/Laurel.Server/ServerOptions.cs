using Laurel.Server.Access;
using Laurel.Server.Wallets;

namespace Laurel.Server;

/// <summary>How the server was started: arguments come before environment variables, those before the defaults.</summary>
internal sealed record ServerOptions
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    public required string Urls { get; init; }

    /// <summary>The folder that holds everything: the catalog, each organization's file, the keys.</summary>
    public required string Data { get; init; }

    /// <summary>Reverse proxies, by address, whose X-Forwarded headers are believed.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>How many requests a second each API key may make; null does not limit them.</summary>
    public int? RequestsPerSecond { get; init; }

    /// <summary>The secret key by which fees are collected through Stripe; null lets the merchant collect them.</summary>
    public string? StripeKey { get; init; }

    /// <summary>How often what fell due is looked for: expiry, renewals, birthdays; null is never.</summary>
    public TimeSpan? DueEvery { get; init; } = TimeSpan.FromMinutes(1);

    public Uri Stripe { get; init; } = new("https://api.stripe.com");

    /// <summary>The wallets into which members can put their cards.</summary>
    public WalletOptions Wallets { get; init; } = new();

    /// <summary>How often wallets are told of cards that have changed; null is never.</summary>
    public TimeSpan? WalletsEvery { get; init; } = TimeSpan.FromSeconds(10);

    public static ServerOptions Read(string? urls, string? data)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables("Laurel__").Build();
        return new ServerOptions
        {
            Urls = urls ?? environment["Urls"] ?? DefaultUrls,
            Data = Path.GetFullPath(data ?? environment["Data"] ?? "data"),
            RequestsPerSecond = int.TryParse(environment["RequestsPerSecond"], out var limit) && limit > 0 ? limit : null,
            StripeKey = environment["StripeKey"] is { Length: > 0 } key ? key : null,
            Stripe = new Uri(environment["Stripe"] ?? "https://api.stripe.com"),
            Wallets = WalletOptions.Read(environment),
            Proxies = environment["Proxies"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        };
    }

    public string Catalog => Path.Combine(Data, "catalog.db");

    public string Organizations => Path.Combine(Data, "organizations");

    /// <summary>The file of an organization: its journal and its ordinary tables.</summary>
    public string Journal(OrganizationId id) => Path.Combine(Organizations, id.Value + ".db");

    /// <summary>The journal as columns; deletable, it is made again.</summary>
    public string Facts(OrganizationId id) => Path.Combine(Organizations, id.Value + ".facts.duckdb");

    /// <summary>The keys of an organization's people, apart from what they protect.</summary>
    public string PersonKeys(OrganizationId id) => Path.Combine(Organizations, id.Value + ".keys.db");

    /// <summary>Keys that protect cookies and forms.</summary>
    public string CookieKeys => Path.Combine(Data, "cookies");
}
