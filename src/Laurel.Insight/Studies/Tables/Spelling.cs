namespace Laurel.Insight.Studies.Tables;

/// <summary>Which of the names that exist somebody may have meant who typed another.</summary>
internal static class Spelling
{
    private const int MostNames = 30;

    /// <summary>The name with the fewest letters to change; null when even that would change more than a third of them.</summary>
    public static string? Nearest(string typed, IEnumerable<string> names)
    {
        var wanted = Bare(typed);
        var best = names.Where(name => name.Length > 0).Select(name => (Name: name, Apart: Definitions.Nearest.Distance(wanted, Bare(name)))).MinBy(one => one.Apart);
        return best.Name is { } name && Math.Max(wanted.Length, name.Length) is >= 3 and var letters && best.Apart <= letters / 3 ? name : null;
    }

    /// <summary>The names one after the other, not more than a screen of them.</summary>
    public static string List(IEnumerable<string> names)
    {
        string[] known = [.. names.Where(name => name.Length > 0)];
        return string.Join(", ", known.Take(MostNames)) + (known.Length > MostNames ? ", …" : "");
    }

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
