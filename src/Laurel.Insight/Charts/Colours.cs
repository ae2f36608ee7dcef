namespace Laurel.Insight.Charts;

/// <summary>Colours by meaning: a page's variables, else values of their own.</summary>
internal static class Colours
{
    internal const string Ink = "var(--ink, #1f2a24)";
    internal const string Soft = "var(--ink-soft, #4c5a52)";
    internal const string Faint = "var(--ink-faint, #66736b)";
    internal const string Line = "var(--line, #e3e4dc)";
    internal const string Surface = "var(--surface, #ffffff)";

    /// <summary>The deepest colour of a heatmap; ink can be read on it in light and in dark.</summary>
    internal const string Heat = "var(--heat, #63b381)";

    /// <summary>Dark in both themes, for writing on the second series, which is bright in both.</summary>
    private const string OnBright = "#26302a";

    private static readonly string[] Palette =
    [
        "var(--series-1, #1f7a46)", "var(--series-2, #cf9a2b)", "var(--series-3, #3f74b5)", "var(--series-4, #c2553f)",
        "var(--series-5, #7b62a8)", "var(--series-6, #2f8f98)", "var(--series-7, #a3783d)", "var(--series-8, #8c9a3e)",
        "var(--series-9, #b2628f)", "var(--series-10, #6a7f8f)",
    ];

    private const string Rest = "var(--series-rest, #b9bdb3)";

    /// <summary>What can be read on the n-th series.</summary>
    internal static string On(int index) => index == 1 ? OnBright : Surface;

    /// <summary>The colour of the n-th series; beyond the palette, grey.</summary>
    internal static string Series(int index) => index >= 0 && index < Palette.Length ? Palette[index] : Rest;
}
