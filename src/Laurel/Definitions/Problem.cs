namespace Laurel.Definitions;

/// <summary>What is wrong with a definition: where, what was read, and what would be right.</summary>
/// <param name="Line">The line it stands on, from 1.</param>
/// <param name="Code">The stable name of the kind of problem.</param>
/// <param name="Read">What was read there.</param>
/// <param name="Right">What would be right, where that can be said.</param>
public sealed record Problem(int Line, string Code, string Read, string? Right = null)
{
    private static readonly Texts Texts = Texts.Load(typeof(Problem).Assembly, "Definitions.Texts.problems");

    /// <summary>The column it stands in, from 1, where that is known; then its sentence says it.</summary>
    public int? Column { get; init; }

    /// <summary>Sentences that could stand there.</summary>
    public string? Like { get; init; }

    /// <summary>line 21: "1 been per 1.00 EUR": there is no unit "been"; did you mean "bean"?</summary>
    public string Say(Language language) => Texts.Say(
        language, Code, ("line", Line.ToString(language.Culture())), ("column", Column?.ToString(language.Culture())), ("read", Read), ("right", Right))
        + (Like is null ? "" : Texts.Say(language, "like", ("like", Like)));

    /// <summary>The same beside the line itself: "1 been per 1.00 EUR": there is no unit "been"; did you mean "bean"?</summary>
    public string SayThere(Language language)
    {
        var said = Say(language);
        return said[(said.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimStart();
    }

    public override string ToString() => Say(Language.English);
}

/// <summary>Thrown inside reading when a sentence cannot go on; the reader of the section notes it and reads the rest.</summary>
internal sealed class MalformedException(Problem problem) : Exception(problem.ToString())
{
    public Problem Problem { get; } = problem;
}
