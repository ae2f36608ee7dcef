using System.CommandLine;
using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>`laurel analyze synthetic`.</summary>
internal static class SyntheticVerb
{
    private static readonly Argument<string> File = Wanted.File("file", "The table: one row per unit and period");
    private static readonly Option<string> Unit = Wanted.Column("--unit", "Names the unit: a store, a region");
    private static readonly Option<string> Time = Wanted.Column("--time", "The period: numbers, years, quarters, months or dates");
    private static readonly Option<string> Treated = new("--treated")
    {
        Description = "A column that is 1 for the treated unit, or the name of that unit",
        HelpName = "column|name",
        Required = true,
    };

    private static readonly Option<string?> From = Wanted.Maybe("--from",
        "The first period under treatment; needed unless the treated column shows it", "period");
    private static readonly Option<string> Outcome = Wanted.Column("--outcome", "What was measured");
    private static readonly Option<string> Repeated = RepeatsOption.Create();

    public static Verb Create() => StudyVerb.Of(
        new VerbWithExamples("synthetic", "One treated unit against a mixture of others that followed it before: synthetic control.", """
            laurel analyze synthetic regions.csv --unit region --time year --treated Tartu --from 2024 --outcome revenue
            laurel analyze synthetic regions.csv --unit region --time year --treated launched --outcome revenue --json
            """)
        {
            File, Unit, Time, Treated, From, Outcome, Repeated,
        },
        (asked, run) => SyntheticStudy.Run(Request(asked), run));

    private static SyntheticRequest Request(ParseResult asked) => new()
    {
        File = asked.GetValue(File)!,
        Unit = asked.GetValue(Unit)!,
        Time = asked.GetValue(Time)!,
        Treated = asked.GetValue(Treated)!,
        From = asked.GetValue(From),
        Outcome = asked.GetValue(Outcome)!,
        Repeats = RepeatsOption.Read(asked.GetValue(Repeated)),
    };
}
