namespace Laurel.Tiers;

internal static class LevelFold
{
    /// <summary>A level is lent, or ends sooner; those that were over long ago leave.</summary>
    public static IReadOnlyList<Lent> Lend(IReadOnlyList<Lent> lent, TierAssigned e)
    {
        var (redemption, until) = (e.Redemption!.Value, e.Until!.Value);
        var kept = lent.Where(l => l.Until > e.At.AddDays(-Member.DaysKept));
        return e.Floor is { } level
            ? [.. kept, new Lent(redemption, level, e.At, until)]
            : [.. kept.Select(l => l.Redemption == redemption && l.Until > until ? l with { Until = until } : l)];
    }
}
