namespace Laurel.Insight.Studies.Tables;

/// <summary>Which of the names that exist somebody may have meant who typed another.</summary>
internal static class Spelling
{
    private const int MostNames = 30;

    /// <summary>The name with the fewest letters to change; null when even that would change more than a third of them.</summary>
    public static string? Nearest(string typed, IEnumerable<string> names)
    {
        var wanted = Bare(typed);
        var best = names.Where(name => name.Length > 0).Select(name => (Name: name, Apart: Apart(wanted, Bare(name)))).MinBy(one => one.Apart);
        return best.Name is { } name && Math.Max(wanted.Length, name.Length) is >= 3 and var letters && best.Apart <= letters / 3 ? name : null;
    }

    /// <summary>The names one after the other, not more than a screen of them.</summary>
    public static string List(IEnumerable<string> names)
    {
        string[] known = [.. names.Where(name => name.Length > 0)];
        return string.Join(", ", known.Take(MostNames)) + (known.Length > MostNames ? ", …" : "");
    }

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Letters to put in, take out, exchange or swap with the next one (Damerau and Levenshtein, neighbours only).</summary>
    private static int Apart(string one, string other)
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
