using System.CommandLine;
using Laurel.Insight.Causal;
using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>`laurel analyze panel`.</summary>
internal static class PanelVerb
{
    private static readonly Argument<string> File = Wanted.File("file", "The table: one row per unit and period");
    private static readonly Option<string> Unit = Wanted.Column("--unit", "Names the unit: a member, a store, a region");
    private static readonly Option<string> Time = Wanted.Column("--time", "The period: numbers, years, quarters, months or dates");
    private static readonly Option<string?> Cohort = Wanted.Maybe("--cohort", "The first period under treatment; empty or 0 is never");
    private static readonly Option<string?> Treated = Wanted.Maybe("--treated", "Instead of --cohort: 1 in every period under treatment");
    private static readonly Option<string> Outcome = Wanted.Column("--outcome", "What was measured");
    private static readonly Option<string?> Cluster = Wanted.Maybe("--cluster", "What units share, such as a store: errors count clusters");
    private static readonly Option<string> Compare = Wanted.OneOf("--compare",
        "Compare with units that never join, or with all that have not joined yet; auto: never where there are any", "auto", "never", "not-yet");
    private static readonly Option<string> Repeated = RepeatsOption.Create();
    private static readonly Option<long?> Seed = Wanted.Count("--seed",
        "Of the simultaneous bands: the same seed gives the same bands [default: 1]");

    public static Verb Create() => StudyVerb.Of(
        new VerbWithExamples("panel", "Joining at different times: staggered difference in differences.", """
            laurel analyze panel stores.csv --unit store --time month --cohort joined --outcome revenue
            laurel analyze panel stores.csv --unit store --time month --cohort joined --outcome revenue --compare not-yet --json
            """)
        {
            File, Unit, Time, Cohort, Treated, Outcome, Cluster, Compare, Repeated, Seed,
        },
        (asked, run) => PanelStudy.Run(Request(asked), run));

    private static PanelRequest Request(ParseResult asked) => new()
    {
        File = asked.GetValue(File)!,
        Unit = asked.GetValue(Unit)!,
        Time = asked.GetValue(Time)!,
        Cohort = asked.GetValue(Cohort),
        Treated = asked.GetValue(Treated),
        Outcome = asked.GetValue(Outcome)!,
        Cluster = asked.GetValue(Cluster),
        ComparedWith = asked.GetValue(Compare) switch
        {
            "never" => ComparedWith.NeverJoined,
            "not-yet" => ComparedWith.NotYetJoined,
            _ => null,
        },
        Repeats = RepeatsOption.Read(asked.GetValue(Repeated)),
        Seed = (int)Math.Min(asked.GetValue(Seed) ?? 1, int.MaxValue),
    };
}

/// <summary>What to do when a unit has several outcomes in one period.</summary>
internal static class RepeatsOption
{
    public static Option<string> Create() =>
        Wanted.OneOf("--repeated", "When a unit has several outcomes in a period: refuse, add up or average", "refuse", "sum", "mean");

    public static Repeats Read(string? text) => text switch
    {
        "sum" => Repeats.Sum,
        "mean" => Repeats.Mean,
        _ => Repeats.Refuse,
    };
}
