namespace Laurel.Insight.Experiments;

/// <summary>The sentences people read about rungs, outcomes and cautions, in the four languages.</summary>
public static class Wording
{
    private static readonly Texts Sentences = Texts.Load(typeof(Wording).Assembly, "Proof");

    /// <summary>Why the numbers cannot carry a method.</summary>
    internal static string Say(Language language, string key, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Sentences.Say(language, key, values);

    /// <summary>What the rung means.</summary>
    public static string Say(Language language, Evidence evidence) =>
        Sentences.Say(language, $"evidence.{char.ToLowerInvariant(evidence.Letter())}");

    /// <summary>What may be said about a test.</summary>
    public static string Say(Language language, Outcome outcome) => Sentences.Say(language, $"outcome.{StableName.Of(outcome)}");

    /// <summary>What to know before believing a figure, with the figure and its border.</summary>
    public static string Say(Language language, Caution caution) => Sentences.Say(
        language,
        caution.Key,
        ("figure", Show(language, caution.Kind, caution.Figure)),
        ("limit", Show(language, caution.Kind, caution.Limit)));

    private static string Show(Language language, CautionKind kind, double value) =>
        (Math.Abs(value) * (IsShare(kind) ? 100 : 1)).ToString(Format(kind, value), language.Culture());

    private static string Format(CautionKind kind, double value) => kind switch
    {
        _ when IsShare(kind) => "0.# '%'",
        CautionKind.SampleRatioMismatch or CautionKind.TrendsDifferedBefore => value < 0.0001 ? "0.0e+0" : "0.####",
        CautionKind.StillRunning or CautionKind.FewUnits or CautionKind.SmallCohort or CautionKind.FewClusters
            or CautionKind.FewDonors or CautionKind.FewEffectiveControls or CautionKind.NoControls
            or CautionKind.JoinedBeforeFirstPeriod => "#,0",
        CautionKind.CannotSeeSmallEffects or CautionKind.GuardrailHarmed => "#,0.###",
        _ => "0.##",
    };

    private static bool IsShare(CautionKind kind) => kind is CautionKind.Contaminated or CautionKind.PastExplainsLittle
        or CautionKind.UnbalancedPanel or CautionKind.RegressionDiffers or CautionKind.PoorFitBefore or CautionKind.WeightOnFewDonors
        or CautionKind.SmallShareOfControls or CautionKind.NearlyCertainToJoin;
}
