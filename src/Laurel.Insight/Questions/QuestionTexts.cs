namespace Laurel.Insight.Questions;

/// <summary>The words of questions and figures in the four languages.</summary>
internal static class QuestionTexts
{
    private static readonly Texts Words = Texts.Load(typeof(QuestionTexts).Assembly, "Questions");

    internal static IEnumerable<string> Keys(Language language) => Words.Keys(language);

    internal static bool Has(string key) => Words.Has(key);

    internal static string Say(Language language, string key, IReadOnlyList<(string Name, object? Value)>? values = null) =>
        Words.Say(language, key, [.. values ?? []]);

    internal static string Step(Language language, PeriodUnit step) => Say(language, $"step.{step.ToString().ToLowerInvariant()}");

    internal static string Remark(Language language, Remark remark) =>
        Say(language, $"remark.{remark.Code}", [(remark.Name, remark.Value)]);

    /// <summary>A key of a figure as people read it: groups and the like have words, everything else is its own name.</summary>
    internal static string Key(Language language, string dimension, string key) =>
        Words.Has($"{dimension}.{key}") ? Words.Say(language, $"{dimension}.{key}") : key;
}
