using System.Diagnostics;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Insight.Simulation;
using Laurel.Server;

namespace Laurel.Bench;

/// <summary>The year of the sample shop in a journal, with as many people as it takes for so many purchases.</summary>
internal static class SampleJournal
{
    private const int PurchasesOfOne = 9;

    /// <returns>Purchases a second.</returns>
    public static async Task<double> Write(Writer writer, int purchases)
    {
        var (document, _) = Yaml.ReadOne(Resource.Text("lumiere.yaml"));
        var from = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await writer.Submit("lumiere", new PublishDefinition { Id = new("p"), At = from, From = from, Definition = CanonicalJson.Write(document!) });
        var waiting = new Queue<Task<Answer>>();
        var watch = Stopwatch.StartNew();
        var given = 0;
        foreach (var command in new SampleShop(new SampleShopOptions { People = Math.Max(22_000, purchases / PurchasesOfOne) }).Commands())
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
