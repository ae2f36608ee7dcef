using System.CommandLine;
using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>`laurel analyze adjust`.</summary>
internal static class AdjustVerb
{
    private static readonly Argument<string> File = Wanted.File("file", "The table: one row per person");
    private static readonly Option<string> Treated = Wanted.Column("--treated", "Who joined: 1 or 0, yes or no");
    private static readonly Option<string?> TreatedValue = Wanted.Maybe("--treated-value",
        "The value that means \"joined\", where it is neither yes nor no", "value");
    private static readonly Option<string> Outcome = Wanted.Column("--outcome", "What was measured afterwards");
    private static readonly Option<string[]> Covariates = Wanted.Several(
        "--covariates", "What was known before: columns and terms such as age^2, educ*income, income=0, with commas between",
        "column,column…", required: true);

    private static readonly Option<string[]> Categories = Wanted.Several("--categories",
        "Covariates whose numbers are only names, such as a region's number");
    private static readonly Option<string?> Controls = Wanted.Maybe("--controls", "Take those who did not join from this file instead",
        "file");

    public static Verb Create() => StudyVerb.Of(
        new VerbWithExamples("adjust", "Joiners against others who were like them before, beside the comparison as it is.", """
            laurel analyze adjust people.csv --treated joined --outcome spend --covariates age,region,spend_before
            laurel analyze adjust joiners.csv --controls everybody.csv --treated joined --outcome spend --covariates age,age^2,spend_before
            """)
        {
            File, Treated, TreatedValue, Outcome, Covariates, Categories, Controls,
        },
        (asked, run) => AdjustStudy.Run(Request(asked), run));

    private static AdjustRequest Request(ParseResult asked) => new()
    {
        File = asked.GetValue(File)!,
        Controls = asked.GetValue(Controls),
        Treated = asked.GetValue(Treated)!,
        TreatedValue = asked.GetValue(TreatedValue),
        Outcome = asked.GetValue(Outcome)!,
        Covariates = asked.GetValue(Covariates)!,
        Categories = asked.GetValue(Categories)!,
    };
}
