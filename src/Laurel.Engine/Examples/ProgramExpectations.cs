using Laurel.Definitions;
using Laurel.Earning;

namespace Laurel.Engine.Examples;

/// <summary>What stands for the whole program at the end: its accounts, what is left in stock, what was used of limits.</summary>
internal sealed class ProgramExpectations(Comparison compare, JournalReader journal, string program)
{
    private static readonly (string Word, Account Account)[] Words =
    [
        ("members", Account.Members), ("issued", Account.Issued), ("redeemed", Account.Redeemed), ("expired", Account.Expired),
        ("adjusted", Account.Adjusted), ("opening", Account.Opening), ("written-off", Account.WrittenOff), ("transferred", Account.Transferred), ("paid", Account.Paid),
    ];

    /// <summary>{written-off: 100 points}: what stands in the program's accounts, without sign.</summary>
    public async Task CheckAccounts()
    {
        var sums = new Dictionary<(Account, string), long>();
        await foreach (var row in journal.Rows(program))
        {
            foreach (var moved in row.Events.OfType<UnitsMoved>())
            {
                foreach (var entry in moved.Entries)
                    sums[(entry.Account, moved.Unit)] = sums.GetValueOrDefault((entry.Account, moved.Unit)) + entry.Amount;
            }
        }
        foreach (var (word, account) in Words)
            compare.Amounts(word, unit => Math.Abs(sums.GetValueOrDefault((account, unit))));
    }

    /// <summary>{shelter: 5.00 EUR}: what was given to causes and not paid out yet.</summary>
    public async Task CheckCauses()
    {
        foreach (var pair in compare.Fields.Pairs)
        {
            var micros = await Used(Coalition.MoneyAccount.Counter(Coalition.MoneyAccount.Cause(pair.Key)));
            ClearingExpectations.Money(compare, pair.Key, micros);
        }
    }

    /// <summary>{mug: 3}: how many of a reward are left.</summary>
    public async Task CheckStock()
    {
        foreach (var pair in compare.Fields.Pairs)
        {
            var stock = compare.Definition.Reward(pair.Key)?.Stock ?? 0;
            compare.Number(pair.Key, stock - await Used(Counters.Stock(pair.Key)));
        }
    }

    /// <summary>{thirty: 990 points, spring: 1000.00 EUR, hello: 2}: what was used of the limits per program.</summary>
    public async Task CheckLimits()
    {
        foreach (var pair in compare.Fields.Pairs)
        {
            var (owner, limits) = Limits(pair.Key);
            var place = limits.ToList().FindIndex(l => l.Scope == LimitScope.Program);
            if (place < 0)
            {
                compare.Fail($"{pair.Key} has no limit per program");
                continue;
            }
            var used = await Used(limits[place].Counter(owner, place, new(default, compare.Reader.Today, null, null))!);
            compare.Read(pair.Key, n => compare.Same(pair.Key, Expected(n), (used + limits[place].UsedBefore).ToString()));
        }
    }

    private (string Owner, IReadOnlyList<Limit> Limits) Limits(string name)
    {
        var definition = compare.Definition;
        if (definition.Earning.FirstOrDefault(r => r.Id == name) is { } rule)
            return (name, rule.Limits);
        if (definition.Offers.FirstOrDefault(o => o.Id == name) is { } offer)
            return (offer.Owner, offer.Limits);
        if (definition.Game(name) is { } game)
            return (game.Owner, game.Budgets);
        if (definition.GivingBy(name) is { } giving)
            return (giving.Rule.Id, giving.Rule.Limits);
        return definition.Reward(name) is { } reward ? (reward.Owner, reward.Limits) : (name, []);
    }

    /// <summary>Units or money in their smallest part, or a number of times.</summary>
    private string Expected(Node node)
    {
        if (Comparison.IsNothing(node))
            return "0";
        var words = Fields.Scalar(node).Text.Split(' ');
        return words.Length == 1 ? words[0]
            : Currency.TryParse(words[1]) is not null ? compare.Reader.Minor(node).ToString()
            : compare.Reader.Units(node).Amount.ToString();
    }

    private async Task<long> Used(string counter) => (await journal.Read<Tally>(program, Key.Tally(counter))).Document?.Amount ?? 0;
}
