namespace Laurel;

/// <summary>What has expired of a lot that no purchase opened: a bonus or prize that is taken back is not asked for it again.</summary>
public sealed record EndedLot(string Unit, string Lot, long Amount);

internal static class EndedLots
{
    /// <summary>The latest ones; what is taken back at all is taken back soon.</summary>
    private const int Kept = 100;

    public static IReadOnlyList<EndedLot> After(IReadOnlyList<EndedLot> known, UnitsMoved e) => e.Movement switch
    {
        Movement.Expired => e.Lots.Where(IsKept).Aggregate(known, (all, lot) => With(all, e.Unit, lot)),
        Movement.Earned when known.Count > 0 => [.. known.Where(k => k.Unit != e.Unit || e.Lots.All(l => l.Lot != k.Lot))],
        _ => known,
    };

    public static long Of(Member member, string unit, string? lot) => member.Ended.Where(e => e.Unit == unit && e.Lot == lot).Sum(e => e.Amount);

    /// <summary>What the calendar gave is never taken back; of purchases their own document knows it.</summary>
    private static bool IsKept(LotChange lot) => lot.Purchase is null && Allowances.Allowance.Of(lot.Lot) is null;

    private static IReadOnlyList<EndedLot> With(IReadOnlyList<EndedLot> known, string unit, LotChange lot)
    {
        var before = known.FirstOrDefault(k => k.Unit == unit && k.Lot == lot.Lot);
        return [.. known.Where(k => k != before).TakeLast(Kept - 1), new EndedLot(unit, lot.Lot, (before?.Amount ?? 0) - lot.Amount)];
    }
}
