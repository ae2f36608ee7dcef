using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

/// <summary>
/// Files as a power cut could have left them: what was synced is there; of what was not, each write is there, or not, or in part.
/// From every such image the writer opens the file by itself, and finds all that was answered.
/// </summary>
public sealed class PowerCutTests
{
    private const int Images = 25;

    [Fact]
    public async Task No_answer_is_lost_by_a_power_cut()
    {
        var losses = await Cut(await Recorded(), Images, keepsLogSyncs: true);
        losses.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_syncs_of_the_log_answers_would_be_lost()
    {
        var losses = await Cut(await Recorded(), Images, keepsLogSyncs: false);
        losses.Count.ShouldBeGreaterThan(Images / 4);
    }

    [Fact(Explicit = true)]
    public async Task No_answer_is_lost_by_any_of_a_thousand_power_cuts()
    {
        var losses = await Cut(await Recorded(), 1_000, keepsLogSyncs: true);
        losses.ShouldBeEmpty();
    }

    /// <summary>Builds images at places chosen at random.</summary>
    /// <returns>What is wrong with each that is not as it must be.</returns>
    private static async Task<List<string>> Cut(DiskRecord record, int images, bool keepsLogSyncs)
    {
        var random = new Random(17);
        var folder = Scratch.Folder();
        var wrong = new List<string>();
        for (var i = 0; i < images; i++)
        {
            var at = random.Next(record.Ready, record.Count + 1);
            var path = Path.Combine(folder.FullName, $"{i}.laurel");
            record.Image(path, at, random, keepsLogSyncs);
            if (await Problem(path, record.AnsweredBy(at)) is { } problem)
                wrong.Add($"cut at {at}: {problem}");
            File.Delete(path);
        }
        return wrong;
    }

    private static async Task<string?> Problem(string path, IReadOnlyCollection<string> answered)
    {
        try
        {
            await using var writer = await Writer.Open(path);
            var there = new HashSet<string>();
            await foreach (var row in writer.Reader.Rows(Shop.Id))
                there.Add((row.Command as RecordPurchase)?.Purchase.Id.Value ?? "");
            if (answered.FirstOrDefault(purchase => !there.Contains(purchase)) is { } lost)
                return $"{lost} was answered and is lost";
            return (await Verification.Run(writer.Reader)).Findings is [var finding, ..] ? finding.ToString() : null;
        }
        catch (Exception e) when (e is JournalException or Microsoft.Data.Sqlite.SqliteException)
        {
            return e.Message;
        }
    }

    private static async Task<DiskRecord> Recorded()
    {
        var record = (await Disk.Run()).Record;
        record.AnsweredBy(record.Count).Count.ShouldBe(Disk.Purchases);
        return record;
    }
}
