using Laurel.Insight.Facts;
using Laurel.Insight.Facts.DuckDb;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Facts;

public sealed class FactsFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("laurel-facts-").FullName;

    private string Path => System.IO.Path.Combine(folder, "facts.duckdb");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Facts_are_there_after_the_file_was_closed()
    {
        using (var facts = FactsFile.Open(Path))
            facts.With(Joined(1), Purchase(2), Line(2));
        using var again = FactsFile.Open(Path);
        again.LastSeq(Cafe).ShouldBe(2);
        again.Ask("SELECT who || ' ' || day || ' ' || net FROM purchases JOIN customers USING (customer)").ShouldBe("ada 2026-01-05 1000");
        again.Programs().ShouldBe([Cafe]);
    }

    [Fact]
    public void Every_kind_of_row_finds_its_table()
    {
        using var facts = FactsFile.InMemory().With(
            Joined(1), Purchase(2), Line(2), Return(3, of: 2),
            new ReturnLineFact { Seq = 3, Return = new("ret_3"), Line = 1, Quantity = 0.25m, Net = 250 },
            new MovementFact
            {
                Seq = 4,
                Number = 1,
                Member = new("ada"),
                Unit = "bean",
                Kind = "earned",
                Amount = 9,
                OccurredAt = new(2026, 1, 5),
                Day = Day("2026-01-05")
            },
            new TierFact { Seq = 5, Member = new("ada"), After = "gold", OccurredAt = new(2026, 1, 5) },
            new RedemptionFact
            {
                Seq = 6,
                Redemption = new("red_1"),
                Member = new("ada"),
                Reward = "espresso",
                State = "captured",
                Units = 40,
                OccurredAt = new(2026, 1, 6)
            });
        facts.Ask("""
            SELECT concat_ws(' ', (SELECT count(*) FROM members), (SELECT count(*) FROM purchases), (SELECT count(*) FROM lines),
                (SELECT count(*) FROM returns), (SELECT quantity FROM return_lines), (SELECT kind FROM movements),
                (SELECT after FROM tiers), (SELECT reward FROM redemptions))
            """).ShouldBe("1 1 1 1 0.250000 earned gold espresso");
    }

    [Fact]
    public void A_batch_that_is_not_committed_leaves_no_rows_and_no_seq()
    {
        using var facts = FactsFile.InMemory();
        using (var batch = facts.Begin(Cafe))
            batch.Add(Purchase(1));
        facts.LastSeq(Cafe).ShouldBe(0);
        facts.Ask("SELECT count(*) FROM purchases").ShouldBe(0L);
    }

    [Fact]
    public void A_journal_row_that_is_known_is_not_taken_twice()
    {
        using var facts = FactsFile.InMemory().With(Purchase(7));
        using var batch = facts.Begin(Cafe);
        Should.Throw<ArgumentOutOfRangeException>(() => batch.Add(Purchase(7))).Message.ShouldContain("up to 7");
        Should.Throw<ArgumentOutOfRangeException>(() => batch.Commit(6));
    }

    [Fact]
    public void A_stretch_without_facts_still_moves_the_seq()
    {
        using var facts = FactsFile.InMemory();
        using (var batch = facts.Begin(Cafe))
            batch.Commit(120);
        facts.LastSeq(Cafe).ShouldBe(120);
    }

    [Fact]
    public void Forgetting_a_program_leaves_the_others()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1)).WithIn("bakery", Purchase(1));
        facts.Forget(Cafe);
        facts.LastSeq(Cafe).ShouldBe(0);
        facts.Ask("SELECT string_agg(program) FROM purchases").ShouldBe("bakery");
        facts.With(Purchase(1)).LastSeq(Cafe).ShouldBe(1);
    }

    [Fact]
    public void A_shopper_who_joined_brings_her_past_along_and_can_take_it_back()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1, member: null, shopper: "sho_1"), Joined(2));
        Attribute(facts, 3, "sho_1", "ada");
        facts.With(Purchase(4, member: null, shopper: "sho_1"));
        facts.Ask("SELECT string_agg(who, ' ') FROM purchases JOIN customers USING (customer)").ShouldBe("ada ada");
        Attribute(facts, 5, "sho_1", "sho_1");
        facts.Ask("SELECT string_agg(who, ' ') FROM purchases JOIN customers USING (customer)").ShouldBe("sho_1 sho_1");
    }

    [Fact]
    public void Staff_counts_for_nothing_until_included_again()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1), Purchase(2, member: "staff"));
        using (var batch = facts.Begin(Cafe))
        {
            batch.Exclude("staff");
            batch.Commit(3);
        }
        facts.Ask("SELECT string_agg(who) FROM bought('cafe', DATE '2027-01-01', NULL) JOIN customers USING (customer)").ShouldBe("ada");
    }

    [Fact]
    public void A_visit_is_a_customer_a_place_and_a_day_with_something_kept()
    {
        using var facts = FactsFile.InMemory().With(
            Purchase(1), Purchase(2), Purchase(3, location: "station"), Purchase(4, day: "2026-01-07"), Return(5, of: 4),
            Purchase(6, member: null), Purchase(7, day: "2026-01-08", net: 0));
        facts.Ask("""
            SELECT string_agg(concat_ws(' ', location, day), ', ' ORDER BY location)
            FROM visits('cafe', DATE '2027-01-01')
            """).ShouldBe("center 2026-01-05, station 2026-01-05");
    }

    [Fact]
    public void What_happens_on_the_as_of_day_is_not_seen()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1, day: "2026-01-05"), Purchase(2, day: "2026-01-06"));
        facts.Ask("SELECT count(*) FROM bought('cafe', DATE '2026-01-06', NULL)").ShouldBe(1L);
    }

    [Theory]
    [InlineData("SELECT * FROM read_csv('/etc/hosts')")]
    [InlineData("SELECT * FROM '/etc/hosts'")]
    [InlineData("COPY purchases TO '/tmp/out.parquet'")]
    [InlineData("SELECT 1; DROP TABLE purchases")]
    [InlineData("DELETE FROM purchases")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("ATTACH '/tmp/other.duckdb'")]
    [InlineData("COMMIT")]
    public void An_analyst_can_only_read_the_facts(string query)
    {
        using var facts = FactsFile.Open(Path).With(Purchase(1));
        Should.Throw<DuckDBException>(() => facts.Ask(query));
        facts.Ask("SELECT count(*) FROM purchases").ShouldBe(1L);
    }

    [Fact]
    public void An_analysts_query_can_be_interrupted()
    {
        using var facts = FactsFile.InMemory();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Should.Throw<DuckDBException>(() =>
            facts.Analyse("SELECT count(*) FROM range(100000) a, range(100000) b WHERE (a.range * b.range) % 7 = 3", soon.Token));
    }

    [Fact]
    public void A_file_of_another_Laurel_begins_again()
    {
        using (var other = new DuckDBConnection($"Data Source={Path}"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = """
                CREATE TABLE made_by AS SELECT 'another' AS version;
                CREATE TABLE progress (program VARCHAR PRIMARY KEY, seq BIGINT NOT NULL); INSERT INTO progress VALUES ('lumiere', 7);
                CREATE TABLE purchases (program VARCHAR, seq BIGINT)
                """;
            command.ExecuteNonQuery();
        }
        using var facts = FactsFile.Open(Path);
        facts.LastSeq("lumiere").ShouldBe(0);
        facts.Execute("SELECT net FROM purchases");
    }

    [Fact]
    public void A_file_that_is_no_facts_file_is_refused_with_its_name()
    {
        File.WriteAllText(Path, new string('x', 10_000));
        Should.Throw<DuckDBException>(() => FactsFile.Open(Path)).Message.ShouldContain("facts.duckdb");
    }

    [Fact]
    public void A_reader_does_not_see_an_open_batch()
    {
        using var facts = FactsFile.Open(Path).With(Purchase(1));
        using var batch = facts.Begin(Cafe);
        batch.Add(Purchase(2));
        facts.Ask("SELECT count(*) FROM purchases").ShouldBe(1L);
        batch.Commit(2);
        facts.Ask("SELECT count(*) FROM purchases").ShouldBe(2L);
    }

    private static void Attribute(FactsFile facts, long seq, string who, string customer)
    {
        using var batch = facts.Begin(Cafe);
        batch.Attribute(who, customer);
        batch.Commit(seq);
    }
}
