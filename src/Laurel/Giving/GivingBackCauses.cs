using Laurel.Coalition;
using Laurel.Earning;

namespace Laurel.Giving;

/// <summary>A return takes back what the rest of its basket would not have given; what customers added comes back with the last piece.</summary>
internal sealed class GivingBackCauses(Rules then, PurchaseRow row)
{
    private readonly Dictionary<string, Part> given = row.Events.OfType<MoneyMoved>()
        .Where(m => m is { Purpose: MoneyPurpose.Given, Purchase: not null })
        .SelectMany(m => m.Parts)
        .GroupBy(p => p.Rule)
        .ToDictionary(g => g.Key, g => g.First());

    private readonly IReadOnlyList<Use> used = [.. row.Events.SelectMany(Counters.Of)];

    private Purchase Purchase => row.Command.Purchase;

    /// <summary>What causes still have of it when so much of the basket is left, in minor units.</summary>
    public IEnumerable<Use> Left(Basket rest)
    {
        var after = Kept(rest);
        return then.Definition.Giving.Where(g => given.ContainsKey(g.Id))
            .Select(g => new Use(g.To, g.IsCustomers || !g.TakenBack ? given[g.Id].Amount : after.GetValueOrDefault(g.Rule.Id)))
            .Where(u => u.Amount != 0);
    }

    /// <param name="command">The return.</param>
    /// <param name="isWhole">Nothing of the purchase is left.</param>
    /// <param name="was">What was left of the basket before the return.</param>
    /// <param name="rest">What is left after it.</param>
    public IReadOnlyList<MoneyMoved> Take(ReturnLines command, bool isWhole, Basket was, Basket rest)
    {
        var (before, after) = (Kept(was), Kept(rest));
        return [.. then.Definition.Giving.Where(g => g.TakenBack && given.ContainsKey(g.Id)).Select(Back).OfType<MoneyMoved>()];

        MoneyMoved? Back(GivingRule giving) => giving.IsCustomers
            ? (isWhole ? Moved(command, giving, given[giving.Id].Amount, 0) : null)
            : Moved(command, giving, before.GetValueOrDefault(giving.Rule.Id), after.GetValueOrDefault(giving.Rule.Id));
    }

    private MoneyMoved? Moved(ReturnLines command, GivingRule giving, long before, long after) => before == after
        ? null
        : Causes.Given(then, giving, command.At, Purchase, before, after) with
        {
            Return = command.Return,
            Uses = [.. Freed(giving, before, after)],
        };

    /// <summary>What each way of giving lets the cause keep of a basket.</summary>
    private Dictionary<string, long> Kept(Basket basket)
    {
        var groups = then.Giving.Where(r => given.ContainsKey(Name(r))).Select(r => new RuleGroup(Stacking.All, [r])).ToArray();
        var rooms = groups.Select(g => g.Rules[0]).ToDictionary(r => r.Rule.Id, r => given[Name(r)].Room);
        return new Judge(then, basket, _ => 0, rooms, isIndexed: false).Run(groups).Awards.ToDictionary(a => a.Rule.Rule.Id, a => a.Amount);
    }

    private IEnumerable<Use> Freed(GivingRule giving, long before, long after)
    {
        var occasion = Occasion.Of(Purchase, then.Calendar.Day(Purchase.At), null);
        foreach (var (limit, counter) in giving.Rule.Limits.Named(giving.Rule.Id, occasion, used))
        {
            var amount = limit.IsTimes ? Math.Sign(after) - Math.Sign(before) : after - before;
            if (amount != 0)
                yield return new Use(counter, amount);
        }
    }

    private static string Name(CompiledRule rule) => rule.Rule.Id[GivingReader.Prefix.Length..];
}
