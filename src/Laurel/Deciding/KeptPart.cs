namespace Laurel.Deciding;

/// <summary>What a rule gave, and what of it the basket kept before a return and keeps after it.</summary>
internal sealed record KeptPart(Part Part, Units.UnitRule Unit, long Before, long After)
{
    /// <summary>How much of the rule's limits is used by what is kept.</summary>
    public long Used(long kept) => Math.Clamp(kept, Math.Min(0, Part.Amount), Math.Max(0, Part.Amount));

    /// <summary>
    /// For each rule what the basket kept before this return, less what it keeps after it. Where another rule came to hold in
    /// between, earlier returns had taken less or more than that.
    /// </summary>
    public static Part[] Moved(IReadOnlyList<KeptPart> kept, long amount)
    {
        var parts = kept.Select(k => k.Part with { Amount = k.After - k.Before, Uncapped = null, Room = null }).ToArray();
        var settled = new Part { Rule = "returned-before", Amount = -amount - parts.Sum(p => p.Amount) };
        return [.. parts.Append(settled).Where(p => p.Amount != 0)];
    }

    /// <summary>The part less its share of what came back, cut down; nothing of a rule that no longer holds.</summary>
    public static long Share(Part part, bool holds, long whole, long rest) => whole switch
    {
        _ when !holds => 0,
        _ when rest == whole => part.Amount,
        _ when rest == 0 => 0,
        _ => part.Amount - (long)Round.Divide((Int128)part.Amount * (whole - rest), whole, Rounding.Down),
    };
}
