namespace Laurel.Insight.Experiments;

/// <summary>
/// What to know before believing a figure. Names are stable; sentences for people are found by <see cref="Caution.Key"/>.
/// </summary>
public enum CautionKind
{
    /// <summary>The arms do not have the sizes the lottery should give; figure and limit are p-values.</summary>
    SampleRatioMismatch,

    /// <summary>
    /// The test cannot see what would matter; the figure is the smallest visible difference, the limit the one that matters.
    /// </summary>
    CannotSeeSmallEffects,

    /// <summary>The planned end has not come; figure and limit are units so far and units planned.</summary>
    StillRunning,

    /// <summary>Too few units in an arm for an asymptotic interval; figure and limit are units.</summary>
    FewUnits,

    /// <summary>The control mean is too near zero for a percentage; figure and limit are standard errors.</summary>
    ControlNearZero,

    /// <summary>Controls got what was to be withheld; shares.</summary>
    Contaminated,

    /// <summary>A guardrail metric got worse than tolerated; figure is the change, limit what was tolerated.</summary>
    GuardrailHarmed,

    /// <summary>The past hardly predicts the metric; share of variance removed.</summary>
    PastExplainsLittle,

    /// <summary>The invitation hardly made anybody join; first-stage F.</summary>
    InvitationMovedFew,

    /// <summary>Trends differed before the start; p-values.</summary>
    TrendsDifferedBefore,

    /// <summary>There is no period before the start to compare trends in; figure and limit count comparisons.</summary>
    NoPeriodBefore,

    /// <summary>Members spent unusually much just before they joined (Ashenfelter); figure and limit are in standard errors.</summary>
    PeakBeforeJoining,

    /// <summary>Members spent unusually little just before they joined (Ashenfelter); figure and limit are in standard errors.</summary>
    DipBeforeJoining,

    /// <summary>
    /// Members spent more in the period they joined than ever after, perhaps by the purchase that made them join; standard errors.
    /// </summary>
    SpikeOnJoining,

    /// <summary>A cohort, or its control group, is small; units.</summary>
    SmallCohort,

    /// <summary>Few clusters (such as stores) for a cluster-robust error; clusters.</summary>
    FewClusters,

    /// <summary>Units without an outcome in every period were left out; shares.</summary>
    UnbalancedPanel,

    /// <summary>Units that had joined by the first period say nothing and were left out; units.</summary>
    JoinedBeforeFirstPeriod,

    /// <summary>Cohorts or periods that nobody is left to compare with; group-time cells.</summary>
    NoControls,

    /// <summary>A plain two-way fixed-effects regression gives another figure; shares of the effect.</summary>
    RegressionDiffers,

    /// <summary>The synthetic control did not follow the treated unit beforehand; RMSPE as a share of the mean.</summary>
    PoorFitBefore,

    /// <summary>Few donors; donors.</summary>
    FewDonors,

    /// <summary>Few periods before compared with after; periods before for each period after.</summary>
    ShortBefore,

    /// <summary>One or two donors carry the comparison; share of the weight.</summary>
    WeightOnFewDonors,

    /// <summary>Joiners differed much from others before they joined; the largest standardised mean difference.</summary>
    DifferedBefore,

    /// <summary>Groups still differ after weighting; the largest standardised mean difference.</summary>
    StillUnbalanced,

    /// <summary>Few controls carry the comparison; effective number.</summary>
    FewEffectiveControls,

    /// <summary>Few of the controls are comparable at all; effective number as a share of all.</summary>
    SmallShareOfControls,

    /// <summary>Some were nearly certain to join, so nobody resembles them; highest propensity.</summary>
    NearlyCertainToJoin,

    /// <summary>A weak unseen difference between joiners and others would explain the figure away; E-value of the interval's end.</summary>
    EasilyExplainedAway,

    /// <summary>Credible methods disagree; their range in standard errors.</summary>
    MethodsDisagree,
}

/// <summary>One thing to know before believing a figure: what was found, and where the border lies.</summary>
public sealed record Caution(CautionKind Kind, double Figure, double Limit)
{
    /// <summary>The stable name in texts and in the API, such as <c>sample-ratio-mismatch</c>.</summary>
    public string Key => StableName.Of(Kind);
}

/// <summary>Names that outlive renamed screens: <c>SmallCohort</c> is <c>small-cohort</c>.</summary>
internal static class StableName
{
    public static string Of<T>(T name)
        where T : struct, Enum => string.Concat(name.ToString().Select((letter, at) =>
            at > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
