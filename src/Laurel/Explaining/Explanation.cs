namespace Laurel.Explaining;

/// <summary>
/// One event as a sentence, and why: parts that add up to what moved. It reads only the event and the definition, so the same
/// event is always explained in the same words.
/// </summary>
public sealed record Explanation
{
    /// <summary>You earned 12 beans with purchase R-1 on 3 March 2026.</summary>
    public required string Sentence { get; init; }

    /// <summary>The summands of <see cref="UnitsMoved.Amount"/>; empty for events that move no units.</summary>
    public IReadOnlyList<ExplainedPart> Parts { get; init; } = [];

    /// <summary>12 beans = 9 (€9.40, 1 per €1.00, rounded down) + 3 (Double beans on coffee every Tuesday); empty without parts.</summary>
    public string Sum { get; init; } = "";

    /// <summary>What else should be known: from when until when units can be used, what was owed, and what an auditor asks for.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Explains an event of a program that already knows the version by which it was decided.</summary>
    public static Explanation Of(Event happened, Program program, Language language, Audience audience = Audience.Member)
    {
        var teller = new Teller(program, language, audience);
        return happened is UnitsMoved moved ? new Movements(teller, moved).Explain() : Happenings.Explain(teller, happened);
    }
}

/// <summary>One summand of an explanation.</summary>
/// <param name="Rule">The id of the rule or reward, or the reason.</param>
/// <param name="Text">The merchant's name for the rule, else how it was counted.</param>
/// <param name="Detail">How it was counted, where the text does not say it.</param>
/// <param name="Amount">In the unit's smallest part, with its sign.</param>
public sealed record ExplainedPart(string Rule, string Text, string? Detail, long Amount);
