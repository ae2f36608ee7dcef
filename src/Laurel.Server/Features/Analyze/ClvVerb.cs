using System.CommandLine;
using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>`laurel analyze clv`.</summary>
internal static class ClvVerb
{
    private static readonly PurchaseOptions Purchases = new();
    private static readonly Option<DateOnly?> CalibrateUntil = Required(
        Wanted.Day("--calibrate-until", "The last day the models learn from; the days after it test them"));
    private static readonly Option<long?> Months = Wanted.Count("--months", "How many months ahead are valued [default: 12]");
    private static readonly Option<double?> Discount = Wanted.Number("--monthly-discount",
        "What a month costs, 0.01 is one percent [default: 0.01]");
    private static readonly Option<double?> Margin = Wanted.Number("--margin",
        "The share of spend that is margin [default: 1, which values revenue]");
    private static readonly Option<string> Model = Wanted.OneOf(
        "--model", "Which model to use; auto takes the best on the days held back", "auto", "bg_nbd", "mbg_nbd", "pareto_nbd");

    private static readonly Option<string?> CustomersTo = Wanted.Maybe("--customers-to", "Write one row per customer to this CSV file",
        "file");

    public static Verb Create()
    {
        var verb = new VerbWithExamples("clv", "Customer value: three models of repeat buying tested on the last days, and a model of spend.", """
            laurel analyze clv orders.csv --customer customer_id --date date --amount amount --calibrate-until 2025-09-30
            laurel analyze clv orders.csv --customer id --date day --amount paid --calibrate-until 2025-09-30 --margin 0.4 --customers-to values.csv
            """);
        Purchases.AddTo(verb);
        foreach (var option in (Option[])[CalibrateUntil, Months, Discount, Margin, Model, CustomersTo])
            verb.Add(option);
        return StudyVerb.Of(verb, (asked, run) => ClvStudy.Run(Request(asked), run));
    }

    private static ClvRequest Request(ParseResult asked) => new()
    {
        Purchases = Purchases.Read(asked),
        CalibrateUntil = asked.GetValue(CalibrateUntil)!.Value,
        Months = (int)Math.Min(asked.GetValue(Months) ?? 12, int.MaxValue),
        MonthlyDiscount = asked.GetValue(Discount) ?? 0.01,
        Margin = asked.GetValue(Margin) ?? 1,
        Model = asked.GetValue(Model) is "auto" ? null : asked.GetValue(Model),
        CustomersTo = asked.GetValue(CustomersTo),
    };

    private static Option<DateOnly?> Required(Option<DateOnly?> option)
    {
        option.Required = true;
        return option;
    }
}
