using Laurel.Insight.Facts;
using Laurel.Insight.Facts.DuckDb;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Facts;

public sealed class KeptTests
{
    private static readonly string[] Tables =
    [
        "customer_days", "visit_days", "customer_months", "customer_totals", "day_counts", "cohort_counts", "visit_counts", "day_sales", "goods_days",
    ];

    [Fact]
    public void What_is_kept_batch_by_batch_is_what_is_made_at_once()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            using var facts = FactsFile.InMemory();
            Grow(facts, new Random(seed));
            var grown = Tables.Select(table => Content(facts, table)).ToList();
            facts.Settle(Cafe);
            foreach (var (table, content) in Tables.Zip(grown))
                Content(facts, table).ShouldBe(content, $"seed {seed}: {table}");
        }
    }

    [Fact]
    public void A_visit_is_counted_until_all_of_it_came_back()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1), Purchase(2, day: "2026-01-07"));
        facts.With(Return(3, of: 1, day: "2026-01-20"));
        Visits(facts, "2026-01-20").ShouldBe("2 x1");
        Visits(facts, "2026-01-21").ShouldBe("1 x1");
    }

    [Fact]
    public void A_stretch_that_ended_early_is_made_up_for_by_the_next()
    {
        using var facts = FactsFile.InMemory();
        using (var behind = new InTurn("facts"))
        using (var batch = new FactsBatch(facts, Cafe, 0, behind))
        {
            batch.Add(Purchase(1));
            batch.Commit(1);
            behind.Wait();
        }
        facts.IsSettled(Cafe).ShouldBeFalse();
        facts.With(Purchase(2, "bob"));
        facts.IsSettled(Cafe).ShouldBeTrue();
        facts.Ask("SELECT sum(fresh)::INTEGER FROM day_counts").ShouldBe(2);
    }

    [Fact]
    public void Who_was_merged_counts_once_and_after_the_unmerging_twice_again()
    {
        using var facts = FactsFile.InMemory().With(Joined(1), Joined(2, "bob"), Purchase(3), Purchase(4, "bob"), Purchase(5, null, shopper: "sho"));
        Attribute(facts, 6, "sho", "bob");
        Attribute(facts, 7, "bob", "ada");
        facts.Ask("SELECT sum(fresh)::INTEGER FROM day_counts").ShouldBe(1);
        Attribute(facts, 8, "bob", "bob");
        facts.Ask("SELECT string_agg(who, ' ' ORDER BY seq) FROM purchases JOIN customers USING (customer)").ShouldBe("ada bob bob");
    }

    [Fact]
    public void Two_members_cannot_count_for_each_other()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1), Purchase(2, "bob"));
        Attribute(facts, 3, "bob", "ada");
        Should.Throw<ArgumentException>(() => Attribute(facts, 4, "ada", "bob"));
    }

    /// <summary>Purchases in any order of days, what came back of them, people who join, link, are merged, taken out and let in again.</summary>
    private static void Grow(FactsFile facts, Random random)
    {
        for (var seq = 1L; seq < 40;)
        {
            using var batch = facts.Begin(Cafe);
            for (var left = random.Next(1, 6); left > 0; left--, seq++)
                Add(batch, random, seq);
            batch.Commit(seq - 1);
        }
    }

    private static void Add(FactsBatch batch, Random random, long seq)
    {
        var (member, shopper) = ($"c{random.Next(5)}", $"s{random.Next(3)}");
        var day = Day("2025-11-20").AddDays(random.Next(90)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        switch (random.Next(12))
        {
            case 0: batch.Add(Joined(seq, member, day)); break;
            case 1 or 2: batch.Add(Return(seq, of: random.Next(1, (int)seq + 1), member, day, random.Next(2000))); break;
            case 3: batch.Link(new(shopper), new(member)); break;
            case 4 when member != "c0": batch.Attribute(member, random.Next(2) == 0 ? member : "c0"); break;
            case 5: batch.Exclude(member); break;
            case 6: batch.Include(member); break;
            case 7: Buy(Purchase(seq, null, day, random.Next(2000), shopper)); break;
            default: Buy(Purchase(seq, member, day, random.Next(2000), location: random.Next(2) == 0 ? "center" : "station")); break;
        }

        void Buy(PurchaseFact purchase)
        {
            batch.Add(purchase);
            batch.Add(Line(seq, category: random.Next(2) == 0 ? "coffee" : "cake", net: purchase.Net));
        }
    }

    private static string Content(FactsFile facts, string table) => Rows(facts, table switch
    {
        "day_counts" => "SELECT day, sum(COLUMNS(* EXCLUDE (program, day))) FROM day_counts GROUP BY day HAVING sum(buyers) <> 0",
        "cohort_counts" => "SELECT cohort, day, sum(customers) FROM cohort_counts GROUP BY ALL HAVING sum(customers) <> 0",
        "visit_counts" => "SELECT month, day, visits, sum(change) FROM visit_counts GROUP BY ALL HAVING sum(change) <> 0",
        _ => $"SELECT * FROM {table}",
    });

    private static string Rows(FactsFile facts, string sql) =>
        (string)(facts.Ask($"SELECT coalesce(string_agg(row, ';' ORDER BY row), '') FROM (SELECT x::VARCHAR AS row FROM ({sql}) x)") ?? "");

    private static string Visits(FactsFile facts, string until) => (string)facts.Ask($"""
        SELECT string_agg(concat(visits, ' x', n), ', ') FROM (
            SELECT visits, sum(change) AS n FROM visit_counts WHERE day < DATE '{until}' GROUP BY visits HAVING sum(change) <> 0)
        """)!;

    private static void Attribute(FactsFile facts, long seq, string who, string customer)
    {
        using var batch = facts.Begin(Cafe);
        batch.Attribute(who, customer);
        batch.Commit(seq);
    }
}
