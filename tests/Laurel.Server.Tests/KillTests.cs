using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Server.Access;
using Laurel.Tests;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests;

/// <summary>The real server as a process of its own, killed again and again in the middle of its work.</summary>
public sealed class KillTests
{
    private const int Cycles = 100;
    private const int Clients = 16;
    private const int Members = 50;

    private const string Definition = """
        program: club
        zone: Europe/Brussels
        currency: EUR
        units: {bean: {returns: arrears}}
        earning: {spend: {give: 1 bean per 1.00 EUR}, big: {give: 10 beans, when: {basket: at least 9.00 EUR}, limit: 100 beans per member per day}}
        tiers: {counts: spend ever, levels: {regular: {}, gold: {at: 500.00 EUR}}}
        """;

    private readonly ConcurrentDictionary<int, string> acknowledged = new();
    private readonly ConcurrentQueue<int> again = new();
    private int next;

    [Fact]
    public async Task A_hundred_kills_under_load_lose_nothing()
    {
        var folder = Scratch.Folder();
        var options = new ServerOptions { Urls = $"http://127.0.0.1:{FreePort()}", Data = folder.FullName };
        var key = await Prepare(options);
        var dice = new Random(20261122);
        for (var cycle = 0; cycle < Cycles; cycle++)
            await OneLife(options, key, TimeSpan.FromMilliseconds(dice.Next(0, 120)));
        await NothingIsLost(options);
    }

    private async Task OneLife(ServerOptions options, string key, TimeSpan time)
    {
        using var server = Start(options);
        using var client = new HttpClient { BaseAddress = new Uri(options.Urls) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await Ready(client, server);
        using var life = new CancellationTokenSource();
        var served = new TaskCompletionSource();
        var work = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Buy(client, served, life.Token)));
        await (await Task.WhenAny(served.Task, work).WaitAsync(TimeSpan.FromSeconds(60)));
        await Task.Delay(time);
        server.Kill();
        await life.CancelAsync();
        await work;
        await server.WaitForExitAsync();
    }

    private static Process Start(ServerOptions options)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(Host).Assembly.Location, "serve", "--urls", options.Urls, "--data", options.Data])
            start.ArgumentList.Add(argument);
        var server = Process.Start(start)!;
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        return server;
    }

    private static async Task Ready(HttpClient client, Process server)
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(60);)
        {
            server.HasExited.ShouldBeFalse("the server ended by itself");
            try
            {
                if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(15);
        }
        throw new TimeoutException("The server was not ready within a minute.");
    }

    /// <summary>Buys until the server is gone; what was not acknowledged is sent again, word for word, in a later life.</summary>
    private async Task Buy(HttpClient client, TaskCompletionSource served, CancellationToken life)
    {
        while (!life.IsCancellationRequested)
        {
            var number = again.TryDequeue(out var open) ? open : Interlocked.Increment(ref next);
            try
            {
                using var request = Purchase(number);
                using var answer = await client.SendAsync(request, life);
                var told = await answer.Content.ReadAsStringAsync(life);
                answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.OK);
                acknowledged.GetOrAdd(number, told).ShouldBe(told);
                served.TrySetResult();
                if (number % 7 == 0)
                    again.Enqueue(number);
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
            {
                again.Enqueue(number);
                return;
            }
        }
    }

    private static HttpRequestMessage Purchase(int number)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/programs/club/purchases")
        {
            Content = JsonContent.Create(new
            {
                id = $"r{number}",
                member = $"mem_{number % Members}",
                at = DateTimeOffset.UnixEpoch.AddDays(20_500 + (number / 500)).AddSeconds(number % 500),
                currency = "EUR",
                lines = new[] { new { sku = "A", quantity = 1, unit_price = $"{1 + (number % 12)}.00" } },
            }),
        };
        request.Headers.Add("Idempotency-Key", $"key-{number:00000000}");
        return request;
    }

    private async Task NothingIsLost(ServerOptions options)
    {
        var journal = JournalReader.Open(options.Journal(OrganizationId.Parse("club")));
        var recorded = new HashSet<int>();
        await foreach (var row in journal.Rows("club"))
        {
            if (row.Command is RecordPurchase purchase)
                recorded.Add(int.Parse(purchase.Purchase.Id.Value[1..])).ShouldBeTrue($"{purchase.Purchase.Id} is there twice");
        }
        acknowledged.Keys.Where(n => !recorded.Contains(n)).ShouldBeEmpty();
        acknowledged.Count.ShouldBeGreaterThan(Cycles);
        (await Verification.Run(journal)).Findings.ShouldBeEmpty();
    }

    private static async Task<string> Prepare(ServerOptions options)
    {
        var id = OrganizationId.Parse("club");
        Directory.CreateDirectory(options.Organizations);
        using var catalog = Catalog.Open(options.Catalog);
        new Organizations(catalog, TimeProvider.System).Add(id, "Club");
        var (_, secret) = new ApiKeys(catalog, TimeProvider.System).Create(id, "till", [Scope.Purchases], "test");
        await using var writer = await Writer.Open(options.Journal(id), new WriterOptions { Migrations = [OpenOrganization.Tables] });
        var (document, _) = Yaml.ReadOne(Definition);
        var since = DateTimeOffset.UnixEpoch;
        await writer.Submit("club", new PublishDefinition { Id = new("p"), At = since, From = since, Definition = CanonicalJson.Write(document!) });
        for (var n = 0; n < Members; n++)
            await writer.Submit("club", new EnrolMember { Id = new($"m{n}"), At = since.AddDays(20_000), Member = new($"mem_{n}") });
        return secret;
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
