using System.CommandLine;
using System.Globalization;
using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>`laurel analyze experiment`.</summary>
internal static class ExperimentVerb
{
    private static readonly Argument<string> File = Wanted.File("file", "The table: one row per member (or household)");
    private static readonly Option<string> Arm = Wanted.Column("--arm", "The column that says which arm a row was drawn into");
    private static readonly Option<string> Control = new("--control")
    {
        Description = "The value of that column that stands for the control arm",
        HelpName = "value",
        Required = true,
    };

    private static readonly Option<string[]> Metric = Wanted.Several("--metric",
        "What was measured after the draw; a/b is a ratio of two columns", required: true);
    private static readonly Option<string[]> Covariate = Wanted.Several("--covariate",
        "The same before the draw: one for all metrics, or one for each");
    private static readonly Option<string?> Unit = Wanted.Maybe("--unit",
        "Names the member where she has several rows; metrics are added up");
    private static readonly Option<string?> Joined = Wanted.Maybe("--joined",
        "1 for who took up an invitation, where chance decided about invitations");
    private static readonly Option<string[]> Shares = Wanted.Several("--shares",
        "What the draw should have given, such as A=50,B=50; a mismatch stops", "value=share");
    private static readonly Option<double?> Smallest = Wanted.Number("--smallest",
        "The smallest difference in the first metric that matters");
    private static readonly Option<long?> Planned = Wanted.Count("--planned-units",
        "Units at the planned end; before it only a watchable interval is used");
    private static readonly Option<bool> MissingIsZero = Wanted.Flag("--missing-is-zero", "An empty metric means that nothing happened");
    private static readonly Option<double?> Cap = Wanted.Number("--cap",
        "Show the figure also with values above this quantile cut off, such as 0.999", "quantile");

    public static Verb Create() => StudyVerb.Of(
        new VerbWithExamples("experiment", "A randomised test: differences, relative differences, CUPED, several arms and metrics.", """
            laurel analyze experiment test.csv --arm group --control A --metric spend orders
            laurel analyze experiment test.csv --arm group --control A --metric spend --covariate spend_before --json
            laurel analyze experiment test.csv --arm group --control A --metric revenue/orders --shares A=90,B=10
            """)
        {
            File, Arm, Control, Metric, Covariate, Unit, Joined, Shares, Smallest, Planned, MissingIsZero, Cap,
        },
        (asked, run) => ExperimentStudy.Run(Request(asked), run));

    private static ExperimentRequest Request(ParseResult asked) => new()
    {
        File = asked.GetValue(File)!,
        Arm = asked.GetValue(Arm)!,
        Control = asked.GetValue(Control)!,
        Metrics = asked.GetValue(Metric)!,
        Covariates = asked.GetValue(Covariate)!,
        Unit = asked.GetValue(Unit),
        Joined = asked.GetValue(Joined),
        Shares = ReadShares(asked.GetValue(Shares)!),
        Smallest = asked.GetValue(Smallest) is not <= 0 ? asked.GetValue(Smallest)
            : throw Bad("--smallest", asked.GetValue(Smallest)!, "> 0"),
        PlannedUnits = asked.GetValue(Planned),
        MissingIsZero = asked.GetValue(MissingIsZero),
        Cap = asked.GetValue(Cap) is null or (> 0 and < 1) ? asked.GetValue(Cap) : throw Bad("--cap", asked.GetValue(Cap)!, "0.9 – 0.9999"),
    };

    private static Dictionary<string, double>? ReadShares(string[] texts)
    {
        if (texts.Length == 0)
            return null;
        var shares = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in texts.SelectMany(text =>
            text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var at = text.LastIndexOf('=');
            if (at <= 0 || !double.TryParse(text[(at + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
                || !(share > 0))
                throw Bad("--shares", text, "A=50,B=50");
            shares[text[..at].Trim()] = share;
        }
        return shares;
    }

    private static StudyException Bad(string option, object text, string wanted) =>
        new("bad-option", ("option", option), ("text", text), ("wanted", wanted));
}
