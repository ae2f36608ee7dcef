namespace Laurel.Insight.Studies;

/// <summary>The words of studies in the four languages.</summary>
internal static class StudyTexts
{
    private static readonly Texts Words = Texts.Load(typeof(StudyTexts).Assembly, "Studies");
    private static readonly Texts Forecasts = Texts.Load(typeof(StudyTexts).Assembly, "Statistics");

    public static string Say(Language language, string key, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Words.Say(language, key, values);

    /// <summary>The sentence of a caution about a descriptive figure or a forecast.</summary>
    public static string Say(Language language, Statistics.Caveat caution) => Forecasts.Say(
        language,
        caution.Key,
        ("figure", caution.ShowFigure(language.Culture())),
        ("limit", caution.ShowLimit(language.Culture())));
}
