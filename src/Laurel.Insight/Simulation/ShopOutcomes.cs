namespace Laurel.Insight.Simulation;

/// <summary>Purchases and what was paid for them, in minor units.</summary>
public readonly record struct Buying(int Purchases, long Spend)
{
    public static Buying operator +(Buying a, Buying b) => new(a.Purchases + b.Purchases, a.Spend + b.Spend);
}

/// <summary>What became of one person, and what would have become of her.</summary>
public readonly record struct PersonOutcome
{
    /// <summary>From 0; the row of the monthly figures.</summary>
    public required int Number { get; init; }
    public required int Household { get; init; }

    /// <summary>The shop can see her before she joins, or though she never does.</summary>
    public required bool IsIdentified { get; init; }

    /// <summary>The day on which she joined, counted from 0; null when she never did.</summary>
    public required int? Joined { get; init; }

    /// <summary>The calendar month of it, counted from 0.</summary>
    public required int? JoinedMonth { get; init; }

    /// <summary>Her household is in the holdout of the extras; it means something only for those who joined.</summary>
    public required bool HeldOut { get; init; }

    /// <summary>Before the day of the launch, and from that day on.</summary>
    public required Buying BeforeLaunch { get; init; }
    public required Buying SinceLaunch { get; init; }

    /// <summary>Before the day of joining; of a person who never joined, all of it.</summary>
    public required Buying BeforeJoining { get; init; }

    /// <summary>From the day after joining on: what was bought that day led to joining and is no outcome of it.</summary>
    public required Buying SinceJoining { get; init; }

    /// <summary>Since joining, had she not joined; had she been given the program alone; had she been given its extras too.</summary>
    public required Buying HadNotJoined { get; init; }
    public required Buying HadProgram { get; init; }
    public required Buying HadExtras { get; init; }
}

/// <summary>
/// A world without its baskets: the same people, days and arms as the commands of the same shop, each purchase with an amount of
/// about the size of a basket.
/// </summary>
/// <param name="Visits">Purchases by person and calendar month: row = person, column = month.</param>
/// <param name="Spend">Minor units by person and calendar month.</param>
public sealed record ShopOutcomes(IReadOnlyList<PersonOutcome> People, int Months, int LaunchMonth, int[] Visits, long[] Spend)
{
    public int VisitsOf(int person, int month) => Visits[person * Months + month];

    public long SpendOf(int person, int month) => Spend[person * Months + month];

    /// <summary>The effects as they came out in this world, beside the naive comparison.</summary>
    public ShopTruth Truth() => ShopTruth.Of(this);
}
