namespace Laurel;

internal static class TallyFold
{
    public static Tally? Apply(Key key, Tally? before, Event happened)
    {
        var name = key.Id;
        Use[] uses = [.. Counters.Of(happened).Where(u => Counters.Kept(u.Counter) == name)];
        var amount = (before?.Amount ?? 0) + uses.Sum(u => u.Amount);
        if (uses.Length > 0 && uses[0].Counter != name)
            return new Tally { Name = name, Amount = amount, Days = ByDay(before?.Days ?? [], uses, DateOnly.FromDateTime(happened.At.UtcDateTime)) };
        return amount == (before?.Amount ?? 0) ? before : new Tally { Name = name, Amount = amount };
    }

    private static IReadOnlyList<Use> ByDay(IReadOnlyList<Use> days, Use[] uses, DateOnly today) =>
        [.. uses.Aggregate(days, (sum, use) => Evolve.Add(sum, Counters.OfDay(use.Counter), use.Amount)).Where(u => !Counters.IsLongAgo(u.Counter, today))];
}
