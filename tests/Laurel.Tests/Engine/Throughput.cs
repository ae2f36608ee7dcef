using System.Diagnostics;
using Laurel.Engine;
using Laurel.Engine.Replaying;
using Laurel.Tests.Engine.Replaying;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

/// <summary>Figures of this machine, run by hand: they are compared with each other, never with a wall clock elsewhere.</summary>
public sealed class Throughput
{
    private const int Clients = 64;
    private const int Members = 20_000;

    [Fact(Explicit = true)]
    public async Task Durable_purchases_a_second_with_64_waiting_clients()
    {
        var single = await Measure(largestBatch: 1, purchases: 10_000);
        var batched = await Measure(largestBatch: 512, purchases: 40_000);
        Print($"one transaction each {single:N0}/s, batched {batched:N0}/s: {batched / single:N1} times");
        batched.ShouldBeGreaterThan(single);
    }

    [Fact(Explicit = true)]
    public async Task Verified_and_replayed_rows_a_second()
    {
        await using var shop = await Shop.Open();
        await Enrol(shop);
        await Buy(shop, 100_000);
        var clock = Stopwatch.StartNew();
        var report = await Verification.Run(shop.Writer.Reader);
        var verified = report.Rows / clock.Elapsed.TotalSeconds;
        report.Findings.ShouldBeEmpty();
        clock.Restart();
        var count = (await new Replay(shop.Writer.Reader, Shop.Id, shop.Writer.Programs[Shop.Id]).All()).Count;
        Print($"verify {verified:N0} rows/s, replay {count / clock.Elapsed.TotalSeconds:N0} rows/s");
        Print($"file {new FileInfo(shop.Path).Length / report.Rows} bytes a row");
    }

    private static async Task<double> Measure(int largestBatch, int purchases)
    {
        await using var shop = await Shop.Open(new WriterOptions { LargestBatch = largestBatch });
        await Enrol(shop);
        await Buy(shop, purchases / 2);
        var clock = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        await Buy(shop, purchases, first: purchases);
        var processor = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / purchases;
        Print($"batches up to {largestBatch}: {processor:N0} µs of processor a purchase");
        return purchases / clock.Elapsed.TotalSeconds;
    }

    private static async Task Enrol(Shop shop)
    {
        foreach (var some in Enumerable.Range(0, Members).Chunk(1000))
            await Task.WhenAll(some.Select(i => shop.Decide(Shop.Enrol($"mem-{i}"))));
    }

    private static Task Buy(Shop shop, int purchases, int first = 0)
    {
        var next = first - 1;
        return Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < first + purchases; i = Interlocked.Increment(ref next))
                await shop.Decide(Basket(i));
        })));
    }

    private static RecordPurchase Basket(int i) => Shop.Buy($"2026-03-02-{i:000000000}", $"mem-{i * 7919L % Members}", 0) is var buy
        ? buy with
        {
            Id = new CommandId($"0195e6a0-0000-7000-8000-{i:000000000000}"),
            Purchase = buy.Purchase with
            {
                Location = "brussels-1",
                Lines =
                [
                    .. Enumerable.Range(1, 5).Select(n => new Line
                    {
                        Number = n,
                        Sku = $"SKU-{n * 37 % 100:0000}",
                        Category = "coffee",
                        UnitPrice = 250 + 35 * n,
                        TaxRate = 0.21m,
                    }),
                ],
                Payments = [new Payment("card", 1775)],
            },
        }
        : throw new UnreachableException();

    private static void Print(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
