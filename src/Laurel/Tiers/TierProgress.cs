namespace Laurel.Tiers;

/// <summary>How far a member has come towards a threshold: minor units of money, visits, or the unit's smallest part.</summary>
public sealed record Headway(Merit Merit, long Have, long Need, string? Unit)
{
    public long Missing => Math.Max(0, Need - Have);

    /// <summary>What is needed besides.</summary>
    public Headway? And { get; init; }
}

/// <summary>Where a member stands in the tiers, what the next level takes, and what it takes to stay.</summary>
public sealed record TierProgress
{
    public required Level Level { get; init; }

    /// <summary>Null at the top.</summary>
    public Level? Next { get; init; }

    /// <summary>Any one of these, complete, reaches the next level.</summary>
    public IReadOnlyList<Headway> ToNext { get; init; } = [];

    /// <summary>Any one of these, complete, keeps this level; empty where it cannot be lost.</summary>
    public IReadOnlyList<Headway> ToKeep { get; init; } = [];

    /// <summary>The last local day that counts towards the next level in this window; null where no fixed day ends it.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The local day at whose end staying is next judged; null where it never is, or always.</summary>
    public DateOnly? Reviewed { get; init; }

    /// <summary>The progress at an instant, with the rest of her household where it stands together; null in a program without tiers.</summary>
    public static TierProgress? Of(Rules rules, Member member, DateTimeOffset at, IReadOnlyList<Member>? household = null)
    {
        if (rules.Definition.Tiers is not { } tiers)
            return null;
        var day = rules.Calendar.Day(at);
        Member[]? together = tiers.PerHousehold && household is { Count: > 0 } ? [member, .. household] : null;
        var merits = new Merits(member, tiers, rules.Calendar) { Together = together };
        var joined = rules.Calendar.Day(Merits.First(member, together).Joined);
        var rank = tiers.Rank(Climbing.TierAt(rules, member, at));
        var next = rank + 1 < tiers.Levels.Count ? tiers.Levels[rank + 1] : null;
        var level = tiers.Levels[rank];
        return new TierProgress
        {
            Level = level,
            Next = next,
            ToNext = next is null ? [] : Towards(next.At),
            ToKeep = rank == 0 || tiers.Down == Downgrade.Never ? [] : Towards(level.ToKeep),
            Until = LastDay(merits, day, joined),
            Reviewed = rank > 0 && tiers.Down == Downgrade.AtPeriodEnd ? tiers.PeriodEnd(day, joined) : null,
        };

        Headway[] Towards(IReadOnlyList<Threshold> thresholds) => [.. thresholds.Select(One)];

        Headway One(Threshold threshold) => new(threshold.Merit, merits.Of(threshold, day), threshold.Amount, threshold.Unit)
        {
            And = threshold.And is { } and ? One(and) : null,
        };
    }

    private static DateOnly? LastDay(Merits merits, DateOnly day, DateOnly joined) => merits.Tiers.Window switch
    {
        Window.Calendar => Calendar.EndOf(merits.Tiers.Length.Unit, day),
        Window.MembershipYear => MembershipYear.EndOf(joined, day),
        _ => null,
    };
}
