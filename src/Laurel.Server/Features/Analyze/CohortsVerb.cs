using System.CommandLine;
using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>`laurel analyze cohorts`.</summary>
internal static class CohortsVerb
{
    private static readonly PurchaseOptions Purchases = new();
    private static readonly Option<string> Period = Wanted.OneOf("--period", "How long a period is", "month", "week", "quarter", "year");
    private static readonly Option<DateOnly?> AsOf = Wanted.Day("--as-of",
        "The first day that is not known; later periods are not over [default: the day after the last]");
    private static readonly Option<long?> RepeatDays = Wanted.Count("--repeat-days",
        "Days within which a second purchase is a repeat [default: 90]");

    public static Verb Create()
    {
        var verb = new VerbWithExamples("cohorts", "Retention by period and by cohort of first purchase; repeat purchases.", """
            laurel analyze cohorts orders.csv --customer customer_id --date date
            laurel analyze cohorts orders.csv --customer customer_id --date date --period quarter --repeat-days 60 --json
            """);
        Purchases.AddTo(verb);
        foreach (var option in (Option[])[Period, AsOf, RepeatDays])
            verb.Add(option);
        return StudyVerb.Of(verb, (asked, run) => CohortStudy.Run(Request(asked), run));
    }

    private static CohortRequest Request(ParseResult asked) => new()
    {
        Purchases = Purchases.Read(asked),
        Period = Enum.Parse<CohortPeriod>(asked.GetValue(Period)!, ignoreCase: true),
        AsOf = asked.GetValue(AsOf),
        RepeatDays = (int)Math.Min(asked.GetValue(RepeatDays) ?? 90, 36_500),
    };
}
