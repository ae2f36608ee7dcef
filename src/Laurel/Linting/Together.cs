using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Earning.Gives;

namespace Laurel.Linting;

/// <summary>
/// Purchases that meet what several rules ask for at once: their day, hour, place, code and goods. Which rules go together is tried;
/// another is taken along where a purchase then brings more for what is paid.
/// </summary>
internal sealed class Together(Subject subject)
{
    private const int Pieces = 10;
    private const int MostStarts = 12;

    private sealed record Asked(IReadOnlyList<EarningRule> Rules, LineFilter Lines, decimal Worth)
    {
        public IReadOnlyList<Condition> When => [.. Rules.SelectMany(r => r.When)];
    }

    /// <summary>The best purchases for more than one rule, with the goods they are of.</summary>
    public IReadOnlyList<(Witness Witness, LineFilter Lines, string Unit)> Best(IReadOnlyList<EarningRule> rules, int most) =>
    [
        .. rules.Take(MostStarts).Select(start => Grown(start, rules)).Where(a => a.Rules.Count > 1)
            .DistinctBy(a => string.Join(' ', a.Rules.Select(r => r.Id).Order(StringComparer.Ordinal)))
            .OrderByDescending(a => a.Worth).Take(most)
            .Select(a => (WitnessOf(a.Rules, a.When), a.Lines, a.Rules[0].Unit)),
    ];

    private Asked Grown(EarningRule start, IReadOnlyList<EarningRule> rules)
    {
        var asked = new Asked([start], start.Lines, Worth([start], start.Lines));
        var multiplied = start.Give is Times times ? subject.Definition.Earning.Where(r => times.Rules.Contains(r.Id)) : [];
        foreach (var rule in multiplied.Union(rules).Where(r => r != start))
        {
            if (asked.Lines.And(rule.Lines) is not { } lines)
                continue;
            IReadOnlyList<EarningRule> more = [.. asked.Rules, rule];
            var worth = Worth(more, lines);
            if (worth > asked.Worth)
                asked = new Asked(more, lines, worth);
        }
        return asked;
    }

    private Witness WitnessOf(IReadOnlyList<EarningRule> rules, IReadOnlyList<Condition> when) => new(subject, when) { Give = rules[0].Give };

    /// <summary>What a purchase for all of them brings of each coin that is paid.</summary>
    private decimal Worth(IReadOnlyList<EarningRule> rules, LineFilter lines)
    {
        var witness = WitnessOf(rules, [.. rules.SelectMany(r => r.When)]);
        if (witness.Day is null)
            return 0;
        var events = witness.Begin().Buy(witness.Purchase(lines, Pieces, "")).Events;
        var paid = events.OfType<PurchaseRecorded>().Sum(p => p.Total * subject.RateOf(p.Currency, p.Day));
        return paid <= 0 ? 0 : events.OfType<UnitsMoved>().Where(m => m.Movement == Movement.Earned).Sum(m => m.Amount * subject.Worth(m.Unit)) / paid;
    }
}
