namespace Laurel.Insight.Statistics;

/// <summary>Units that a member was given and that were taken within one period.</summary>
/// <param name="Member">The caller's number of the member.</param>
/// <param name="Period">Any day of the period; rows of the same member and day are added up.</param>
public readonly record struct UnitFlow(int Member, DateOnly Period, decimal Issued, decimal Redeemed);

/// <summary>A member who seems to have redeemed more than was ever issued.</summary>
/// <param name="Lowest">The lowest balance, below 0; an opening balance of at least this size is missing.</param>
public readonly record struct OverdrawnMember(int Member, decimal Lowest);

/// <summary>What is outstanding by an export of another system, taken as if nobody had a balance before it begins.</summary>
/// <param name="Issued">Units issued in all.</param>
/// <param name="Redeemed">Units redeemed in all.</param>
/// <param name="Overdrawn">Members whose opening balance must be imported or asked for before anything can be owed, by number.</param>
public sealed record OutstandingUnits(decimal Issued, decimal Redeemed, IReadOnlyList<OverdrawnMember> Overdrawn)
{
    /// <summary>Issued less redeemed, expiry not taken off.</summary>
    public decimal Outstanding => Issued - Redeemed;

    /// <summary>Adds flows up and follows each member's balance from period to period.</summary>
    /// <param name="flows">In any order.</param>
    public static OutstandingUnits Of(IReadOnlyCollection<UnitFlow> flows)
    {
        var overdrawn = flows.GroupBy(flow => flow.Member).OrderBy(member => member.Key)
            .Select(member => new OverdrawnMember(member.Key, Lowest(member))).Where(member => member.Lowest < 0);
        return new OutstandingUnits(flows.Sum(flow => flow.Issued), flows.Sum(flow => flow.Redeemed), [.. overdrawn]);
    }

    private static decimal Lowest(IEnumerable<UnitFlow> flows)
    {
        var (balance, lowest) = (0m, 0m);
        foreach (var period in flows.GroupBy(flow => flow.Period).OrderBy(period => period.Key))
        {
            balance += period.Sum(flow => flow.Issued - flow.Redeemed);
            lowest = Math.Min(lowest, balance);
        }
        return lowest;
    }
}
