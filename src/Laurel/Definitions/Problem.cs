namespace Laurel.Definitions;

/// <summary>What is wrong with a definition: where, what was read, and what would be right.</summary>
/// <param name="Line">The line it stands on, from 1.</param>
/// <param name="Code">The stable name of the kind of problem.</param>
/// <param name="Read">What was read there.</param>
/// <param name="Right">What would be right, where that can be said.</param>
public sealed record Problem(int Line, string Code, string Read, string? Right = null)
{
    private static readonly Texts Texts = Texts.Load(typeof(Problem).Assembly, "Definitions.Texts.problems");

    /// <summary>Sentences that could stand there.</summary>
    public string? Like { get; init; }

    /// <summary>line 21: "1 been per 1.00 EUR": there is no unit "been"; did you mean "bean"?</summary>
    public string Say(Language language) => Texts.Say(language, Code, ("line", Line.ToString(language.Culture())), ("read", Read), ("right", Right))
        + (Like is null ? "" : Texts.Say(language, "like", ("like", Like)));

    public override string ToString() => Say(Language.English);
}

/// <summary>Thrown inside reading when a sentence cannot go on; the reader of the section notes it and reads the rest.</summary>
internal sealed class MalformedException(Problem problem) : Exception(problem.ToString())
{
    public Problem Problem { get; } = problem;
}

/// <summary>The nearest known word, for "did you mean".</summary>
internal static class Nearest
{
    public static string? To(string word, IEnumerable<string> known) => known
        .Select(k => (Known: k, Distance: Distance(word, k)))
        .Where(x => x.Distance <= Math.Max(1, word.Length / 3))
        .OrderBy(x => x.Distance)
        .Select(x => x.Known)
        .FirstOrDefault();

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, change);
            }
        }
        return row[b.Length];
    }
}
