using System.Diagnostics;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Insight.Simulation;
using Laurel.Server;

namespace Laurel.Bench;

/// <summary>How many purchases of a journal on disk are decided again in a second, with tiers, lots, expiry and limits.</summary>
internal static class ReplayBench
{
    public static async Task Run(int purchases)
    {
        var folder = Directory.CreateTempSubdirectory("laurel-bench-");
        try
        {
            await using var writer = await Writer.Open(Path.Combine(folder.FullName, "bench.db"));
            var written = await Write(writer, purchases);
            var program = writer.Programs["lumiere"];
            var watch = Stopwatch.StartNew();
            var decided = 0;
            await foreach (var replayed in new Laurel.Engine.Replay(writer.Reader, "lumiere", program).Run())
                decided += replayed.Command is RecordPurchase ? 1 : 0;
            Console.WriteLine($"written   {written,10:N0} purchases/s");
            Console.WriteLine($"replayed  {decided / watch.Elapsed.TotalSeconds,10:N0} purchases/s");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> Write(Writer writer, int purchases)
    {
        var (document, _) = Yaml.ReadOne(Resource.Text("lumiere.yaml"));
        var from = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await writer.Submit("lumiere", new PublishDefinition { Id = new("p"), At = from, From = from, Definition = CanonicalJson.Write(document!) });
        var waiting = new Queue<Task<Answer>>();
        var watch = Stopwatch.StartNew();
        var given = 0;
        foreach (var command in new SampleShop().Commands())
        {
            if (waiting.Count >= 2000)
                await waiting.Dequeue();
            waiting.Enqueue(writer.Submit("lumiere", command));
            if (command is RecordPurchase && ++given == purchases)
                break;
        }
        while (waiting.Count > 0)
            await waiting.Dequeue();
        return given / watch.Elapsed.TotalSeconds;
    }
}
