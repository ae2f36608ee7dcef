using System.Diagnostics;
using System.Globalization;
using Laurel.Engine;
using Laurel.Engine.Replaying;

namespace Laurel.Bench;

/// <summary>How many purchases of a journal on disk are decided again in a second, with tiers, lots, expiry and limits.</summary>
internal static class ReplayBench
{
    /// <summary>What runs often is compiled three times, in the first turns; the others show what a purchase costs.</summary>
    private const int First = 4;
    private const int Others = 8;

    public static async Task Run(int purchases)
    {
        var folder = Directory.CreateTempSubdirectory("laurel-bench-");
        try
        {
            await using var writer = await Writer.Open(Path.Combine(folder.FullName, "bench.db"));
            var written = await SampleJournal.Write(writer, purchases);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"written   {written,10:N0} purchases/s"));
            for (var turn = 0; turn < First; turn++)
                Show("replayed at first", await Turn(writer));
            var paces = new List<Pace>();
            for (var turn = 0; turn < Others; turn++)
            {
                paces.Add(await Turn(writer));
                Show("replayed", paces[^1]);
            }
            Show("at best", paces.MaxBy(pace => pace.PerSecond));
            Show("on average", paces.Aggregate((a, b) => a + b));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Pace> Turn(Writer writer)
    {
        var (watch, processor, bytes) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var replay = new Replay(writer.Reader, "lumiere", writer.Programs["lumiere"]);
        var parts = await replay.Run(() => new Count(), static (count, replayed) => count.Add(replayed));
        return new Pace(parts.Sum(count => count.Purchases), watch.Elapsed, Environment.CpuUsage.TotalTime - processor, 0, GC.GetTotalAllocatedBytes() - bytes);
    }

    private static void Show(string what, Pace pace) => Bench.Show(what, "purchases", pace);

    private sealed class Count
    {
        public int Purchases { get; private set; }

        public void Add(Replayed replayed) => Purchases += replayed.Command is RecordPurchase ? 1 : 0;
    }
}
