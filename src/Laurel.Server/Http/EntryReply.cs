using Laurel.Explaining;

namespace Laurel.Server.Http;

/// <summary>One movement of units on a member's account. Amounts are whole numbers of the unit's smallest part.</summary>
public sealed record EntryReply
{
    public required DateTimeOffset At { get; init; }
    public required string Unit { get; init; }

    /// <summary>opening, earned, redeemed, expired, adjusted, taken-back, given-back, transferred, reinstated, paid … : a word of the glossary.</summary>
    public required string Movement { get; init; }
    public required long Amount { get; init; }
    public required long BalanceBefore { get; init; }
    public required long BalanceAfter { get; init; }

    /// <summary>The member's entries in this unit are numbered from 1 without gap.</summary>
    public required int Number { get; init; }
    public required WhyReply Why { get; init; }

    /// <summary>The lots it opened or used.</summary>
    public IReadOnlyList<LotReply> Lots { get; init; } = [];
    public string? Purchase { get; init; }
    public string? Return { get; init; }
    public string? Redemption { get; init; }

    /// <summary>The version of the definition that was applied.</summary>
    public required int Version { get; init; }
}

/// <summary>Why an entry is what it is; sentences are in the caller's language, and left out where they were not asked for.</summary>
public sealed record WhyReply
{
    /// <summary>You earned 12 beans with purchase R-1 on 3 March 2026.</summary>
    public string? Text { get; init; }

    /// <summary>12 beans = 9 (€9.40, 1 per €1.00, rounded down) + 3 (Double beans on coffee every Tuesday)</summary>
    public string? Sum { get; init; }

    /// <summary>The summands; they add up to the entry.</summary>
    public required IReadOnlyList<PartReply> Parts { get; init; }

    /// <summary>What else should be known, such as from when until when the units can be used.</summary>
    public IReadOnlyList<string>? Notes { get; init; }
}

/// <summary>A summand: which rule gave how many units, and in words how they were counted.</summary>
public sealed record PartReply(string Rule, long Amount, string? Text, string? Detail);

/// <summary>What an entry did to one lot.</summary>
public sealed record LotReply
{
    public required string Id { get; init; }
    public required long Amount { get; init; }

    /// <summary>Pending before this instant.</summary>
    public DateTimeOffset? ActiveAt { get; init; }

    /// <summary>The first instant at which it can no longer be used; absent is never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A change of tier.</summary>
public sealed record TierChangeReply(DateTimeOffset At, string Before, string After);

internal static class Entries
{
    public static IReadOnlyList<EntryReply> Of(IEnumerable<Event> events, Program program, Language? language, MemberId? member = null) =>
        [.. events.OfType<UnitsMoved>().Where(e => member is null || e.Member == member).Select(e => Of(e, program, language))];

    public static IReadOnlyList<TierChangeReply> Tiers(IEnumerable<Event> events, MemberId? member = null) =>
        [.. events.OfType<TierChanged>().Where(e => member is null || e.Member == member).Select(e => new TierChangeReply(e.At, e.Before, e.After))];

    private static EntryReply Of(UnitsMoved moved, Program program, Language? language) => new()
    {
        At = moved.At,
        Unit = moved.Unit,
        Movement = Word(moved.Movement),
        Amount = moved.Amount,
        BalanceBefore = moved.Before,
        BalanceAfter = moved.After,
        Number = moved.Number,
        Why = language is { } spoken
            ? Why(Explanation.Of(moved, program, spoken))
            : new WhyReply { Parts = [.. moved.Parts.Select(p => new PartReply(p.Rule, p.Amount, null, null))] },
        Lots = [.. moved.Lots.Select(l => new LotReply { Id = l.Lot, Amount = l.Amount, ActiveAt = l.Active, ExpiresAt = l.Expires })],
        Purchase = moved.Purchase?.Value,
        Return = moved.Return?.Value,
        Redemption = moved.Redemption?.Value,
        Version = moved.Version,
    };

    private static string Word(Movement movement) => movement switch
    {
        Movement.TakenBack => "taken-back",
        Movement.GivenBack => "given-back",
        _ => movement.ToString().ToLowerInvariant(),
    };

    private static WhyReply Why(Explanation why) => new()
    {
        Text = why.Sentence,
        Sum = why.Sum,
        Parts = [.. why.Parts.Select(p => new PartReply(p.Rule, p.Amount, p.Text, p.Detail))],
        Notes = why.Notes,
    };
}
