using System.CommandLine;
using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>`laurel analyze rfm`.</summary>
internal static class RfmVerb
{
    private static readonly PurchaseOptions Purchases = new();
    private static readonly Option<DateOnly?> AsOf = Wanted.Day("--as-of",
        "The day recency is counted to [default: the day after the last]");
    private static readonly Option<string?> CustomersTo = Wanted.Maybe("--customers-to", "Write one row per customer to this CSV file",
        "file");

    public static Verb Create()
    {
        var verb = new VerbWithExamples("rfm", "Recency, frequency and monetary value: who bought lately, often and much.", """
            laurel analyze rfm orders.csv --customer customer_id --date date --amount amount
            laurel analyze rfm lines.csv --customer id --date day --order invoice --quantity qty --price unit_price --customers-to rfm.csv
            """);
        Purchases.AddTo(verb);
        verb.Add(AsOf);
        verb.Add(CustomersTo);
        return StudyVerb.Of(verb, (asked, run) => RfmStudy.Run(Request(asked), run));
    }

    private static RfmRequest Request(ParseResult asked) => new()
    {
        Purchases = Purchases.Read(asked),
        AsOf = asked.GetValue(AsOf),
        CustomersTo = asked.GetValue(CustomersTo),
    };
}
