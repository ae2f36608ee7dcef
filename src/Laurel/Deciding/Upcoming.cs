using Laurel.Allowances;
using Laurel.Memberships;
using Laurel.Tiers;

namespace Laurel.Deciding;

/// <summary>
/// When something of a member may next fall due. It may be too early, as where a reservation holds what would expire; it is never too late.
/// </summary>
internal static class Upcoming
{
    public static DateTimeOffset? Next(Rules rules, Member member, DateTimeOffset after)
    {
        var from = after > member.Until ? after : member.Until;
        return Ends(rules, member).Where(end => end > after).Concat(Turns(rules, member, from)).Min();
    }

    /// <summary>Instants that stand in what she has.</summary>
    private static IEnumerable<DateTimeOffset?> Ends(Rules rules, Member member)
    {
        string[] cards = [.. rules.AtOnce.SelectMany(r => r.AllCosts).Select(c => c.Unit).OfType<string>()];
        HeldMembership[] open = [.. member.Memberships.Where(m => m.Ended is null)];
        return
        [
            .. member.Lots.Where(l => l.Left > 0).Select(l => l.Expires),
            .. member.Lots.Where(l => l.Left > 0 && cards.Contains(l.Unit)).Select(l => (DateTimeOffset?)l.Active),
            .. member.Holds.Select(h => h.Until),
            .. member.Issued.Select(i => i.Until),
            .. open.SelectMany(m => (DateTimeOffset?[])[m.To, m.Lapses, m.TriesAgain]),
            open.Length > 0 ? rules.Definition.Stops : null,
            member.Lots.Any(l => l.Left > 0) ? rules.Definition.Closes : null,
        ];
    }

    /// <summary>Instants at which periods turn.</summary>
    private static IEnumerable<DateTimeOffset?> Turns(Rules rules, Member member, DateTimeOffset from)
    {
        if (!Calendar.IsCountable(from))
            yield break;
        var (definition, calendar) = (rules.Definition, rules.Calendar);
        yield return Climbing.NextReview(new Ledger(rules, member), from)?.At;
        // Whose anniversary it is that a household is judged by stands with somebody else.
        var isOther = member.Household is not null && definition.Tiers is { PerHousehold: true, DownOnAnniversary: true };
        if (definition.Tiers is { } tiers && (isOther || tiers.FallsAtOnce) && tiers.Rank(member.Standing.Tier) > 0)
            yield return calendar.End(calendar.Day(from));
        yield return Allotting.Next(rules, from);
        foreach (var unit in definition.Units.Where(u => u.CarryOver is not null && member.Lots.Any(l => l.Unit == u.Id && l.Left > 0)))
            yield return unit.CarryOver!.Next(from, calendar);
    }
}
