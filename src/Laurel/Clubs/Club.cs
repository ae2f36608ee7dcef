using Laurel.Gatherings;
using Laurel.Prizes;

namespace Laurel.Clubs;

/// <summary>What of a prize each gets who contributed.</summary>
public enum Split
{
    /// <summary>All of it.</summary>
    Each,

    /// <summary>The same share of it as everybody else, rounded down.</summary>
    Equally,

    /// <summary>A share in the ratio of what she brought, rounded down.</summary>
    InProportion,
}

/// <summary>
/// Members who reach a goal together: <c>{goal: spend 5000.00 EUR, per: month, give: 50 beans}</c>. Everybody in the club who contributed gets what it
/// gives, once in each stretch of calendar.
/// </summary>
public sealed record Club : Gathering
{
    /// <summary>More members do not fit in a club.</summary>
    public const int Largest = 200;

    public IReadOnlyList<Prize> Gives { get; init; } = [];
    public Split Split { get; init; }

    /// <summary>How many can be in it, or in each of its teams.</summary>
    public int Most { get; init; } = Largest;

    /// <summary>Members form teams, each with the goal to itself.</summary>
    public bool HasTeams { get; init; }

    /// <summary>What was given stays when a return leaves too little.</summary>
    public bool IsKept { get; init; }
    public override bool IsJoined => true;
    public override string Owner => "club:" + Id;

    /// <summary>What a member gets of the prizes.</summary>
    internal IReadOnlyList<Prize> Share(long score, long sum, int members) => Split == Split.Each
        ? Gives
        : [.. Gives.Select(g => g with { Amount = Split == Split.Equally ? g.Amount / members : (long)((Int128)g.Amount * score / sum) }).Where(g => g.Amount > 0)];
}
