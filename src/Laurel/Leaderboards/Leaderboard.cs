using Laurel.Gatherings;
using Laurel.Prizes;

namespace Laurel.Leaderboards;

/// <summary>
/// The best of a month, week or program: <c>{counts: visits, per: month, prizes: {1: 100 beans}}</c>. Prizes are given once it is closed;
/// who does not want to be on it is not.
/// </summary>
public sealed record Leaderboard : Gathering
{
    /// <summary>No more places than these are shown or get a prize.</summary>
    public const int MostPlaces = 100;

    /// <summary>What each place gets, the first place first.</summary>
    public IReadOnlyList<IReadOnlyList<Prize>> Prizes { get; init; } = [];

    /// <summary>So many places are shown.</summary>
    public int Shows { get; init; } = 10;

    /// <summary>Equal scores share the place; else who reached it first comes first.</summary>
    public bool IsShared { get; init; }

    /// <summary>How long after its last day it is closed, so that goods may come back first; null is at once.</summary>
    public Period? Closes { get; init; }
    public bool AsksToJoin { get; init; }
    public override bool IsJoined => AsksToJoin;
    public override string Owner => "leaderboard:" + Id;

    /// <summary>The first instant at which the stretch of a day can be closed; null is never.</summary>
    public DateTimeOffset? ClosesAt(DateOnly day, Definition definition) => LastDay(day, definition.Ends) is { } last
        ? definition.Calendar.End(Closes is { } wait ? wait.After(last) : last)
        : null;
}
