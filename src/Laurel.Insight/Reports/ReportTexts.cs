namespace Laurel.Insight.Reports;

/// <summary>The words of reports in the four languages.</summary>
internal static class ReportTexts
{
    private static readonly Texts Words = Texts.Load(typeof(ReportTexts).Assembly, "Reports");

    internal static IEnumerable<string> Keys(Language language) => Words.Keys(language);

    internal static string Say(Language language, string key, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Words.Say(language, key, values);
}
