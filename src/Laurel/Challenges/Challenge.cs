using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Prizes;

namespace Laurel.Challenges;

/// <summary>
/// Something to be done for a prize: <c>{do: buy in 3 categories within 30 days, give: 80 beans, badge: explorer}</c>. Progress is what
/// purchases and activities brought to its steps; it never looks at the balance.
/// </summary>
public sealed record Challenge
{
    public required string Id { get; init; }
    public LocalText? Name { get; init; }
    public required IReadOnlyList<ChallengeStep> Steps { get; init; }

    /// <summary>How many of the steps must be done; all of them where the definition says nothing.</summary>
    public required int Needs { get; init; }

    /// <summary>A step counts only once those before it are done.</summary>
    public bool InOrder { get; init; }

    /// <summary>Everything within so many local days in a row; null is without end, or within <see cref="Stretch"/>.</summary>
    public Period? Within { get; init; }

    /// <summary>Everything within the same day, week, month, quarter or year; met at most once in each.</summary>
    public PeriodUnit? Stretch { get; init; }

    /// <summary>How often it can be met in a lifetime; null is as often as it is met.</summary>
    public int? Times { get; init; } = 1;
    public IReadOnlyList<Prize> Gives { get; init; } = [];
    public string? Badge { get; init; }
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>Who may take part.</summary>
    public IReadOnlyList<Condition> For { get; init; } = [];
    public InPeriod? Valid { get; init; }

    /// <summary>Only what a member does after she has joined it counts.</summary>
    public bool IsJoined { get; init; }

    /// <summary>What was given stays when a return undoes it.</summary>
    public bool IsKept { get; init; }

    /// <summary>By whom postings name it.</summary>
    public string Owner => "challenge:" + Id;

    public ChallengeStep? Step(string id) => Steps.FirstOrDefault(s => s.Id == id);
}

/// <summary>What a step counts.</summary>
public enum Counts
{
    /// <summary>Spend that counts for earning, in minor units.</summary>
    Spend,

    /// <summary>Items, in millionths.</summary>
    Items,

    /// <summary>Times an activity was done.</summary>
    Activity,
    Visits,

    /// <summary>Units earned that count for tiers, in their smallest part; only leaderboards and clubs count them.</summary>
    Units,

    /// <summary>Different categories, products, brands or places.</summary>
    Categories,
    Products,
    Brands,
    Locations,

    /// <summary>Days, weeks, months, quarters or years in a row with a visit: a streak.</summary>
    InARow,
}

/// <summary>One step of a challenge: <c>buy in 3 categories</c>, <c>visit 4 weeks in a row</c>, <c>do review 2 times</c>.</summary>
public sealed record ChallengeStep
{
    /// <summary>Items are counted in millionths of a piece or kilo.</summary>
    public const long Millionths = 1_000_000;

    public required string Id { get; init; }
    public LocalText? Text { get; init; }
    public required Counts Counts { get; init; }

    /// <summary>How much is needed: minor units, millionths of items, or a number.</summary>
    public required long Target { get; init; }

    /// <summary>The currency of what is spent.</summary>
    public string? Currency { get; init; }

    /// <summary>The activity it counts.</summary>
    public string? Activity { get; init; }

    /// <summary>The unit whose earning it counts.</summary>
    public string? Unit { get; init; }

    /// <summary>The stretch of calendar of a streak.</summary>
    public PeriodUnit? Every { get; init; }

    /// <summary>How many stretches a streak may miss.</summary>
    public int Grace { get; init; }
    public LineFilter Lines { get; init; } = LineFilter.All;
    public IReadOnlyList<Condition> When { get; init; } = [];

    /// <summary>What is over begins the next round; of the others each round begins afresh.</summary>
    public bool IsSum => Counts is Counts.Spend or Counts.Items or Counts.Activity;
}

/// <summary>What something brought to a step of a challenge.</summary>
/// <param name="Step">The step.</param>
/// <param name="Key">The category, product, place or stretch of calendar, where those are told apart.</param>
/// <param name="At">The start of the local day; the instant where the steps have an order.</param>
/// <param name="Amount">Minor units, millionths of items or a number; below zero takes it away.</param>
public sealed record Mark(string Step, string Key, DateTimeOffset At, long Amount);
