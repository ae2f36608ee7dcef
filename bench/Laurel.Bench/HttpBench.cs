using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Server;
using Laurel.Server.Access;
using Laurel.Server.Features.Purchases;

namespace Laurel.Bench;

/// <summary>Durable single purchases over HTTP, with ten rules, idempotency and an API key, beside a bare JSON echo of the same body.</summary>
internal static class HttpBench
{
    /// <summary>As many as the writer keeps in memory; each buys once a day.</summary>
    private const int Members = 20_000;

    /// <summary>In seconds: short enough that both meet the same machine, long enough that beginning and end do not count.</summary>
    private const int Turn = 2;
    private static readonly DateOnly FirstDay = new(2026, 1, 2);

    private const string Definition = """
        program: bench
        zone: Europe/Brussels
        currency: EUR
        units: {bean: {pending: 14 days, expires: 12 months after earning at end of month, returns: arrears}}
        earning:
          spend: {give: 1 bean per 1.00 EUR}
          coffee: {give: 1 bean per 1.00 EUR, when: {line: {category: coffee}}}
          tea: {give: 1 bean per 1.00 EUR, when: {line: {category: tea}}}
          tuesday: {give: 1 bean per 1.00 EUR, when: {day: tuesday, line: {category: bakery}}}
          gold-more: {give: 0.5 bean per 1.00 EUR, when: {tier: gold}}
          big-basket: {give: 50 beans, when: {basket: at least 60.00 EUR}, limit: 2 per member per month else reject}
          welcome: {give: 40 beans, when: {first purchase: within 30 days of joining}}
          own-brand: {give: 2 beans per 1.00 EUR, when: {line: {label: own-brand}}}
          morning: {give: 5 beans, when: {hour: from 07:00 to 09:00}}
          online: {give: 3 beans, when: {channel: online}}
        stack: [{all: [spend, coffee, tea, tuesday, own-brand]}, {best: [gold-more]}, {best: [big-basket, welcome]}]
        tiers: {counts: spend in the last 12 months, down: at end of year, levels: {regular: {}, gold: {at: 500.00 EUR}}}
        rewards: {espresso: {costs: 40 beans, gives: {product: COF-ESP}, base: yes}}
        """;

    public static Task Run(int seconds, int clients) => OverHttp(async laurel =>
    {
        await using var echo = await Echo();
        await Measure(new Load(Port(echo), () => 0, n => Request("/echo", "", Body(n))), laurel, seconds, clients);
    });

    public static Task Purchases(int seconds, int clients) => OverHttp(async laurel =>
    {
        await laurel.Warm(clients);
        Bench.Show("durable purchases", "requests", await laurel.Run(clients, TimeSpan.FromSeconds(seconds)));
    });

    private static async Task OverHttp(Func<Load, Task> measure)
    {
        var folder = Directory.CreateTempSubdirectory("laurel-bench-");
        try
        {
            var options = new ServerOptions { Urls = "http://127.0.0.1:0", Data = folder.FullName };
            var key = await Prepare(options);
            await using var server = WebServer.Build(options);
            await server.StartAsync();
            await measure(new Load(Port(server), () => Commits(server), n => Request("/v1/programs/bench/purchases", Headers(key, n), Body(n))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Both in turn, so that a machine that is now fast and now slow is so for both.</summary>
    private static async Task Measure(Load bare, Load laurel, int seconds, int clients)
    {
        await bare.Warm(clients);
        await laurel.Warm(clients);
        Pace echoes = default, purchases = default;
        for (var turn = 0; turn < seconds; turn += 2 * Turn)
        {
            echoes += await bare.Run(clients, TimeSpan.FromSeconds(Turn));
            purchases += await laurel.Run(clients, TimeSpan.FromSeconds(Turn));
        }
        Bench.Show("bare JSON echo", "requests", echoes);
        Bench.Show("durable purchases", "requests", purchases);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"purchases in each transaction {(double)purchases.Answered / purchases.Commits:0}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio of processor time {echoes.MicrosecondsEach / purchases.MicrosecondsEach:0.000}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {purchases.PerSecond / echoes.PerSecond:0.00}"));
    }

    private static async Task<string> Prepare(ServerOptions options)
    {
        var id = OrganizationId.Parse("bench");
        Directory.CreateDirectory(options.Organizations);
        using var catalog = Catalog.Open(options.Catalog);
        new Organizations(catalog, TimeProvider.System).Add(id, "Bench");
        var (_, secret) = new ApiKeys(catalog, TimeProvider.System).Create(id, "bench", [Scope.Purchases], "bench");
        await using var writer = await Writer.Open(options.Journal(id), new WriterOptions { Migrations = [OpenOrganization.Tables] });
        var (document, _) = Yaml.ReadOne(Definition);
        var since = DateTimeOffset.UnixEpoch;
        await writer.Submit("bench", new PublishDefinition { Id = new("p"), At = since, From = since, Definition = CanonicalJson.Write(document!) });
        foreach (var some in Enumerable.Range(0, Members).Chunk(1000))
        {
            await Task.WhenAll(some.Select(n => writer.Submit("bench",
                new EnrolMember { Id = new($"m{n}"), At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Member = new($"mem_{n}") })));
        }
        return secret;
    }

    private static async Task<WebApplication> Echo()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, EchoJson.Default));
        var echo = builder.Build();
        echo.MapPost("/echo", (PurchaseBody body) => body);
        await echo.StartAsync();
        return echo;
    }

    private static long Commits(WebApplication server) =>
        server.Services.GetRequiredService<OpenOrganizations>().All.Sum(organization => organization.Writer.Commits);

    private static int Port(WebApplication server) => new Uri(server.Urls.First()).Port;

    private static string Headers(string key, int n) =>
        $"Authorization: Bearer {key}\r\nIdempotency-Key: {DateTimeOffset.FromUnixTimeMilliseconds(1_780_000_000_000 + n):yyyyMMddHHmmssfff}-{n}\r\n";

    private static byte[] Request(string path, string headers, string body) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");

    /// <summary>A basket of five lines, about one kilobyte. Time goes on, as at a till: each member buys once a day.</summary>
    private static string Body(int n) => $$"""
        {"id":"r{{n}}","member":"mem_{{n * 7 % Members}}",
        "at":"{{FirstDay.AddDays(n / Members):yyyy-MM-dd}}T{{8 + (n % 10):00}}:15:00Z","location":"brussels","channel":"shop","currency":"EUR","lines":[
        {"sku":"COF-ESP","category":"coffee","brand":"lumiere","quantity":2,"unit_price":"2.40","tax_rate":"0.21","unit_cost":"0.60"},
        {"sku":"BAG-1KG","category":"coffee","brand":"lumiere","labels":["own-brand"],"quantity":1,"unit_price":"19.50","tax_rate":"0.06","unit_cost":"9.10"},
        {"sku":"TEA-EARL","category":"tea","quantity":1,"unit_price":"6.80","tax_rate":"0.06","unit_cost":"2.20"},
        {"sku":"CRO-BUT","category":"bakery","quantity":3,"unit_price":"1.60","tax_rate":"0.06","unit_cost":"0.40"},
        {"sku":"CHO-DRK","category":"chocolate","quantity":1,"unit_price":"7.25","tax_rate":"0.06","unit_cost":"3.00"}],
        "payments":[{"method":"card","amount":{"amount":4315,"currency":"EUR"} }]}
        """.Replace("\r", "");
}

[JsonSerializable(typeof(PurchaseBody))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class EchoJson : JsonSerializerContext;
