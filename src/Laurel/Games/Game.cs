using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Prizes;

namespace Laurel.Games;

/// <summary>What a game looks like; all of them are decided by the server.</summary>
public enum GameKind
{
    Wheel,
    ScratchCard,

    /// <summary>Questions in place of odds.</summary>
    Quiz,
}

/// <summary>What a play is earned by.</summary>
public enum PlayFor
{
    Visit,
    Purchase,
    Activity,

    /// <summary>Nothing: each day, week or month brings some.</summary>
    Stretch,
}

/// <summary>A game: <c>{plays: 1 per visit, odds: {10 beans: 30%, 50 beans: 5%, nothing: 65%}, budget: 2000 beans per month}</c>.</summary>
public sealed record Game
{
    public required string Id { get; init; }
    public LocalText? Name { get; init; }
    public GameKind Kind { get; init; }

    /// <summary>How many plays each visit, purchase, activity or stretch brings.</summary>
    public required int Plays { get; init; }
    public required PlayFor For { get; init; }
    public string? Activity { get; init; }
    public PeriodUnit? Stretch { get; init; }

    /// <summary>What a purchase or activity must be to bring plays.</summary>
    public LineFilter Lines { get; init; } = LineFilter.All;
    public IReadOnlyList<Condition> When { get; init; } = [];

    /// <summary>Who may play.</summary>
    public IReadOnlyList<Condition> Who { get; init; } = [];
    public InPeriod? Valid { get; init; }

    /// <summary>How long a play that was earned can be played, from its day; null is for ever.</summary>
    public Period? Lasts { get; init; }

    /// <summary>What can happen, in the order declared; their shares sum to one. Empty for a quiz.</summary>
    public IReadOnlyList<Outcome> Odds { get; init; } = [];

    /// <summary>What it may give altogether; beyond it a prize comes to nothing, or to what is left.</summary>
    public IReadOnlyList<Limit> Budgets { get; init; } = [];
    public Quiz? Quiz { get; init; }

    /// <summary>What was won stays when the purchase that brought the play comes back.</summary>
    public bool IsKept { get; init; }

    /// <summary>By whom postings name it.</summary>
    public string Owner => "game:" + Id;

    /// <summary>Every prize there is.</summary>
    internal IEnumerable<Prize> Prizes => Odds.Select(o => o.Prize).OfType<Prize>().Concat(Quiz?.Gives ?? []);

    /// <summary>What a draw from 0 to below 1 comes to.</summary>
    public Outcome Of(decimal draw)
    {
        decimal upTo = 0;
        foreach (var outcome in Odds)
        {
            upTo += outcome.Share;
            if (draw < upTo)
                return outcome;
        }
        return Odds[^1];
    }
}

/// <summary>Something that can happen in a game; no prize is nothing.</summary>
/// <param name="Prize">What is won; null is nothing.</param>
/// <param name="Share">From 0 to 1.</param>
public sealed record Outcome(Prize? Prize, decimal Share);

/// <summary>Questions with one right answer each.</summary>
/// <param name="Questions">In the order asked.</param>
/// <param name="Needs">How many must be right.</param>
/// <param name="Tries">How often a play may be answered.</param>
/// <param name="Gives">What is won.</param>
public sealed record Quiz(IReadOnlyList<Question> Questions, int Needs, int Tries, IReadOnlyList<Prize> Gives);

/// <summary>A question and its choices by id. Which one is right is told to nobody.</summary>
public sealed record Question(string Id, LocalText Ask, IReadOnlyList<KeyValuePair<string, LocalText>> Choices, string Right);
