using Laurel.Engine;
using Laurel.Engine.Examples;
using Laurel.Insight.Facts;
using Laurel.Insight.Forecasts;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Facts;

/// <summary>
/// After every example of these areas (merges and unmerges, returns, expiry, late purchases, households) the facts say exactly what the
/// ledger says: one is projected from the journal into columns, the other folded from it into documents.
/// </summary>
public sealed class ScenariosAgreeTests
{
    private static readonly DateOnly End = new(2100, 1, 1);

    public static TheoryData<string> Areas =>
    [
        "merging", "households", "claims", "expiry", "expiry-more", "refunds", "refunds-more", "late", "ledger", "ledger-more", "redeeming",
        "giftcards", "stamps", "money-back", "transfer",
    ];

    [Theory]
    [MemberData(nameof(Areas))]
    public async Task The_facts_say_what_the_ledger_says(string area)
    {
        var path = Path.Combine(SharedFolder.Repository, "tests", "scenarios", area + ".yaml");
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        using var facts = FactsFile.InMemory();
        var failures = new List<string>();
        var examples = 0;
        await foreach (var result in ExampleFile.Check(text, also: journal => Compare(journal, facts)))
        {
            examples++;
            failures.AddRange(result.Failures.Select(f => $"{result.Example.Name}: {f}"));
        }
        failures.ShouldBeEmpty();
        examples.ShouldBeGreaterThan(0);
    }

    private static async Task<IReadOnlyList<string>> Compare(JournalReader journal, FactsFile facts)
    {
        var differences = new List<string>();
        var programs = await journal.Heads();
        foreach (var program in facts.Programs())
            facts.Forget(program);
        await new FactsFeed(journal, facts).CatchUp();
        foreach (var program in programs.Keys)
        {
            var ids = await journal.Members(program, count: 10_000);
            var (_, documents) = await journal.Read(program, [.. ids.Select(Key.Member)]);
            Member[] members = [.. documents.Values.Cast<Member>()];
            differences.AddRange(Differ("balance", Balances(facts, program), Balances(members)));
            differences.AddRange(Differ("lot", Lots(facts, program), Lots(members)));
            differences.AddRange(Differ("purchases", Purchases(facts, program, await Whole(journal, program)), Purchases(members)));
            differences.AddRange(members.SelectMany(m => m.Lots.Select(l => l.Unit)).Distinct().SelectMany(u => Owed(facts, program, u, members)));
        }
        return differences;
    }

    private static IEnumerable<string> Differ(string what, SortedDictionary<string, long> facts, SortedDictionary<string, long> ledger)
    {
        foreach (var key in facts.Keys.Union(ledger.Keys))
        {
            if (facts.GetValueOrDefault(key) != ledger.GetValueOrDefault(key))
                yield return $"{what} of {key}: facts {facts.GetValueOrDefault(key)}, ledger {ledger.GetValueOrDefault(key)}";
        }
    }

    private static IEnumerable<string> Owed(FactsFile facts, string program, string unit, Member[] members)
    {
        var owed = OwedReader.Read(facts, program, unit, End);
        var outstanding = members.Sum(m => m.Lots.Where(l => l.Unit == unit).Sum(l => l.Left));
        if (owed.Outstanding != outstanding)
            yield return $"outstanding {unit}: facts {owed.Outstanding}, ledger {outstanding}";
        if (owed.Arrears != members.Sum(m => m.Account(unit).Owed))
            yield return $"arrears {unit}: facts {owed.Arrears}";
        if (owed.Issued - owed.Redeemed - owed.Expired != owed.Outstanding)
            yield return $"{unit}: issued {owed.Issued} less redeemed {owed.Redeemed} less expired {owed.Expired} is not {owed.Outstanding}";
    }

    private static SortedDictionary<string, long> Balances(Member[] members) => Sorted(
        from m in members
        from unit in m.Accounts.Select(a => a.Unit).Union(m.Lots.Select(l => l.Unit))
        select ($"{m.Id} {unit}", m.Lots.Where(l => l.Unit == unit).Sum(l => l.Left) - m.Account(unit).Owed));

    private static SortedDictionary<string, long> Lots(Member[] members) =>
        Sorted(from m in members from l in m.Lots select ($"{m.Id} {l.Unit} {l.Id}", l.Left));

    private static SortedDictionary<string, long> Purchases(Member[] members) =>
        Sorted(from m in members where m.MergedInto is null select (m.Id.Value, (long)m.Purchases));

    private static SortedDictionary<string, long> Balances(FactsFile facts, string program) => Asked(facts, $"""
        SELECT concat(member, ' ', unit), sum(amount)::BIGINT FROM movements WHERE program = '{program}' GROUP BY ALL
        """);

    private static SortedDictionary<string, long> Lots(FactsFile facts, string program) => Asked(facts, $"""
        SELECT concat(member, ' ', unit, ' ', lot), sum(amount)::BIGINT FROM lots WHERE program = '{program}' GROUP BY ALL
        """);

    private static SortedDictionary<string, long> Purchases(FactsFile facts, string program, IReadOnlyList<string> whole) => Asked(facts, $"""
        SELECT c.who, count(*) FROM purchases p JOIN customers c USING (program, customer)
        WHERE p.program = '{program}' AND p.member IS NOT NULL AND p.purchase NOT IN ('', {string.Join(", ", whole.Select(w => $"'{w}'"))})
        GROUP BY c.who
        """.Replace(", )", ")", StringComparison.Ordinal));

    /// <summary>Purchases of which nothing is left.</summary>
    private static async Task<IReadOnlyList<string>> Whole(JournalReader journal, string program)
    {
        var whole = new List<string>();
        await foreach (var row in journal.Rows(program))
            whole.AddRange(row.Events.OfType<LinesReturned>().Where(e => e.IsWhole).Select(e => e.Purchase.Value));
        return whole;
    }

    private static SortedDictionary<string, long> Asked(FactsFile facts, string sql)
    {
        using var reader = facts.Analyse(sql, CancellationToken.None);
        var rows = new List<(string, long)>();
        while (reader.Read())
            rows.Add((reader.GetString(0), reader.GetInt64(1)));
        return Sorted(rows);
    }

    private static SortedDictionary<string, long> Sorted(IEnumerable<(string Key, long Amount)> rows) =>
        new(rows.Where(r => r.Amount != 0).ToDictionary(r => r.Key, r => r.Amount), StringComparer.Ordinal);
}
