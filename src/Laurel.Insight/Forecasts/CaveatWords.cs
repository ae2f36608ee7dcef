using Laurel.Insight.Statistics;

namespace Laurel.Insight.Forecasts;

/// <summary>The sentences people read about caveats, in the four languages.</summary>
public static class CaveatWords
{
    private static readonly Texts Sentences = Texts.Load(typeof(CaveatWords).Assembly, "Statistics");

    /// <summary>What to keep in mind, with what was found and what it was held against.</summary>
    public static string Say(this Caveat caveat, Language language) => Sentences.Say(language, caveat.Key,
        ("figure", caveat.ShowFigure(language.Culture())), ("limit", caveat.ShowLimit(language.Culture())));
}
