namespace Laurel.Definitions;

/// <summary>The nearest known word, for "did you mean".</summary>
public static class Nearest
{
    /// <summary>The known word with the fewest letters to change; null when even that would change more than a third of the word's.</summary>
    public static string? To(string word, IEnumerable<string> known) => known
        .Select(k => (Known: k, Distance: Distance(word, k)))
        .Where(x => x.Distance <= Math.Max(1, word.Length / 3))
        .OrderBy(x => x.Distance)
        .Select(x => x.Known)
        .FirstOrDefault();

    /// <summary>Letters to put in, take out, exchange or swap with the next one (Damerau and Levenshtein, neighbours only).</summary>
    public static int Distance(string one, string other)
    {
        var apart = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                apart[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(apart[i - 1, j], apart[i, j - 1]) + 1, apart[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    apart[i, j] = Math.Min(apart[i, j], apart[i - 2, j - 2] + 1);
            }
        }
        return apart[one.Length, other.Length];
    }
}
