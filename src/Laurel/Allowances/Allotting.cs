namespace Laurel.Allowances;

/// <summary>
/// Gives what members get by the calendar, at the first instant of each stretch and by the rules in force then; whoever books later, and after
/// whatever downtime, books the same, once.
/// </summary>
internal static class Allotting
{
    /// <summary>The first instant after another at which somebody may be given something; null where nothing is given by the calendar.</summary>
    public static DateTimeOffset? Next(Rules rules, DateTimeOffset after)
    {
        if (!rules.Allots)
            return null;
        var next = rules.Before is { } before ? Next(before, after) : null;
        foreach (var allowance in rules.Definition.Allowances)
        {
            var turn = rules.Calendar.End(Calendar.EndOf(allowance.Each, rules.Calendar.Day(after)));
            if (!(next <= turn))
                next = turn;
        }
        return next;
    }

    /// <summary>What begins at an instant is given to whom it is for as she stands then.</summary>
    public static void Book(Ledger ledger, DateTimeOffset at)
    {
        if (ledger.Rules.InForce(at) is not { } rules || ledger.Member is { IsCard: true } or { IsInactive: true } or { IsClosed: true } or { MergedInto: not null })
            return;
        var day = rules.Calendar.Day(at);
        if (at <= ledger.Member.Joined || !rules.Definition.IsRunning(day))
            return;
        foreach (var allowance in rules.Definition.Allowances.Where(a => a.Valid?.Holds(day) != false && Calendar.StartOf(a.Each, day) == day))
            Give(ledger, rules, allowance, at, day);
    }

    private static void Give(Ledger ledger, Rules rules, Allowance allowance, DateTimeOffset at, DateOnly day)
    {
        var basket = Basket.WithoutPurchase(rules, ledger.Member, Traits.None, at);
        var counter = $"{Counters.OfMember}{allowance.Owner}:{Counters.Since(allowance.Each, day)}";
        var unit = ledger.Rules.Definition.Unit(allowance.Unit)!;
        if (ledger.Member.Used(counter) > 0 || !allowance.For.All(c => c.Holds(basket, [])) || !ledger.Fits(unit.Id, allowance.Amount))
            return;
        ledger.Earn(unit, at, $"{allowance.Owner}/{day:O}", new Posted
        {
            Movement = Movement.Earned,
            Parts = [new Part { Rule = allowance.Owner, Amount = allowance.Amount }],
            Uses = [new Use(counter, 1)],
            Version = rules.Version,
        });
    }
}
