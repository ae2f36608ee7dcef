using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Insight.Facts;
using Laurel.Insight.Simulation;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Facts;

/// <summary>A journal becomes the same facts in many transactions, each taken in while the next is made ready, as in one.</summary>
public sealed class FactsIntakeTests : IDisposable
{
    private const string Id = "shop";
    private const int Small = 400;
    private const int Page = 100;
    private static readonly SampleShopOptions Shop = new() { People = 300, Days = 60, LaunchDay = 5, PurchasesAYear = 40, PassersByADay = 3 };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("laurel-intake-");
    private readonly FactsFile facts = FactsFile.InMemory();

    [Fact]
    public async Task Many_transactions_leave_the_same_facts_as_one()
    {
        var (program, rows) = await Played();
        using var whole = FactsFile.InMemory();
        Take(whole, program, rows, rows.Count);

        Take(facts, program, rows, Small);

        foreach (var table in FactsTables.All)
            Sum(facts, table).ShouldBe(Sum(whole, table), table);
        facts.LastSeq(Id).ShouldBe(rows[^1].Seq);
    }

    [Fact]
    public async Task Who_stops_in_the_middle_goes_on_from_the_last_transaction()
    {
        var (program, rows) = await Played();
        var half = rows.Count / 2;
        using (var stopped = new FactsIntake(facts, program, rows.Count, Small))
        {
            foreach (var page in rows.Take(half).Chunk(Page))
                stopped.Take([.. page], isLast: false);
        }
        var last = facts.LastSeq(Id);
        last.ShouldBeInRange(half - Small, half);
        CountOf("purchases", last).ShouldBe(CountOf("purchases", long.MaxValue));

        Take(facts, program, [.. rows.Where(row => row.Seq > last)], Small);

        using var whole = FactsFile.InMemory();
        Take(whole, program, rows, rows.Count);
        foreach (var table in FactsTables.All)
            Sum(facts, table).ShouldBe(Sum(whole, table), table);
    }

    [Fact]
    public async Task Who_stops_before_the_end_is_settled_at_the_next_start()
    {
        var (program, rows) = await Played();
        using (var stopped = new FactsIntake(facts, program, rows.Count, rowsInBatch: 1))
        {
            foreach (var page in rows.Chunk(Page))
                stopped.Take([.. page], isLast: false);
        }
        facts.IsSettled(Id).ShouldBeFalse();

        await using var writer = await Writer.Open(Path.Combine(folder.FullName, "shop.db"));
        (await new FactsFeed(writer.Reader, facts).CatchUp()).ShouldBe(0);

        facts.IsSettled(Id).ShouldBeTrue();
        using var whole = FactsFile.InMemory();
        Take(whole, program, rows, rows.Count);
        foreach (var table in FactsTables.All)
            Sum(facts, table).ShouldBe(Sum(whole, table), table);
    }

    [Fact]
    public async Task The_database_has_all_its_threads_again_after_many_transactions()
    {
        var (program, _) = await Played();
        var before = facts.Threads;
        using (new FactsIntake(facts, program, expected: 2, rowsInBatch: 1))
            facts.Threads.ShouldBe(1);
        facts.Threads.ShouldBe(before);
    }

    [Fact]
    public async Task What_cannot_be_taken_in_is_told_and_leaves_the_transactions_before()
    {
        var (program, rows) = await Played();
        facts.Execute("ALTER TABLE purchases RENAME TO gone");
        facts.Execute("CREATE VIEW purchases AS SELECT * FROM gone");

        Should.Throw<Exception>(() => Take(facts, program, rows, Small));

        facts.LastSeq(Id).ShouldBe(0);
    }

    public void Dispose()
    {
        facts.Dispose();
        folder.Delete(recursive: true);
    }

    private static void Take(FactsFile into, Program program, List<JournalRow> rows, int rowsInBatch)
    {
        using var taking = new FactsIntake(into, program, rows.Count, rowsInBatch);
        foreach (var page in rows.Chunk(Page))
            taking.Take([.. page], isLast: page[^1].Seq == rows[^1].Seq);
    }

    private async Task<(Program Program, List<JournalRow> Rows)> Played()
    {
        await using var writer = await Writer.Open(Path.Combine(folder.FullName, "shop.db"));
        var text = await File.ReadAllTextAsync(Path.Combine(SharedFolder.Repository, "samples", "lumiere", "program.yaml"));
        var publish = new PublishDefinition
        {
            Id = new("publish-1"),
            At = DateTimeOffset.UnixEpoch,
            From = DateTimeOffset.UnixEpoch,
            Definition = CanonicalJson.Write(Yaml.ReadOne(text).Document!),
        };
        foreach (var commands in new SampleShop(Shop).Commands().Prepend(publish).Chunk(500))
            await Task.WhenAll(commands.Select(command => writer.Submit(Id, command)));
        var rows = new List<JournalRow>();
        await foreach (var row in writer.Reader.Rows(Id))
            rows.Add(row);
        rows.Count.ShouldBeGreaterThan(3 * Small);
        return (await writer.Reader.Program(Id), rows);
    }

    private static string Sum(FactsFile of, string table)
    {
        using var reader = of.Select($"SELECT concat(count(*), ' ', sum(hash(t) % 1000003)) FROM {table} t");
        reader.Read();
        return reader.GetString(0);
    }

    private long CountOf(string table, long upTo)
    {
        using var reader = facts.Select($"SELECT count(*) FROM {table} WHERE seq <= {upTo}");
        reader.Read();
        return reader.GetInt64(0);
    }
}
