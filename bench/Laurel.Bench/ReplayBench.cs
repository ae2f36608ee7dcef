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
            var written = await SampleJournal.Write(writer, purchases);
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
}
