namespace Laurel.Insight.Studies;

/// <summary>Customer value for reading: how the models did, the parameters, and the outlook.</summary>
internal static class ClvReport
{
    private const double TooFarOff = 0.2;

    public static StudyVerdict Verdict(StudyRun run, ClvEstimates estimates, ClvDiagnostics diagnostics)
    {
        var (best, forecast) = (estimates.Models.Single(model => model.Model == estimates.Chosen), estimates.Forecast);
        var isWeak = !(Math.Abs(best.BackTest.Bias) <= TooFarOff)
            || best.BackTest.RootMeanSquareError >= estimates.Naive.RootMeanSquareError;
        var tested = run.Say(
            "clv.tested", ("model", best.Name), ("weeks", run.Show.Number(diagnostics.HoldoutWeeks)),
            ("predicted", run.Show.Count((long)Math.Round(best.BackTest.Predicted))),
            ("actual", run.Show.Count((long)best.BackTest.Actual)),
            ("bias", run.Show.ChangeShare(best.BackTest.Bias)));
        var outlook = forecast.Value is { } value
            ? run.Say("clv.worth", ("months", forecast.Months), ("value", run.Show.Number(value)), ("customers", forecast.Customers))
            : run.Say("clv.buys", ("months", forecast.Months), ("purchases", run.Show.Number(forecast.ExpectedPurchases)),
                ("customers", forecast.Customers));
        return new(isWeak ? "weak-forecast" : "forecast", $"{outlook} {tested}{(isWeak ? $" {run.Say("clv.weak")}" : "")}");
    }

    public static IReadOnlyList<ReportPart> Of(StudyRun run, ClvEstimates estimates, ClvDiagnostics diagnostics)
    {
        List<ReportPart> parts = [Tests(run, estimates, diagnostics), Models(run, estimates)];
        if (estimates.Spend is { } spend)
        {
            parts.Add(new ReportText(run.Say(
                "clv.spend", ("parameters", Parameters(run, spend.Parameters)), ("likelihood", run.Show.Number(spend.LogLikelihood)),
                ("customers", run.Show.Number(spend.Customers)), ("mean", run.Show.Number(spend.MeanSpend)),
                ("correlation", run.Show.Number(diagnostics.SpendCorrelation)))));
        }
        parts.Add(Outlook(run, estimates.Forecast));
        return parts;
    }

    private static ReportTable Tests(StudyRun run, ClvEstimates estimates, ClvDiagnostics diagnostics) => new(
        run.Say("clv.back-test", ("until", diagnostics.CalibrateUntil), ("last", diagnostics.LastDay)),
        [run.Say("head.model"), run.Say("head.predicted"), run.Say("head.actual"), run.Say("head.bias"), run.Say("head.mae"),
            run.Say("head.rmse")],
        [
            .. estimates.Models.Select(model =>
                Test(run, model.Model == estimates.Chosen ? $"{model.Name} *" : model.Name, model.BackTest)),
            Test(run, run.Say("clv.naive"), estimates.Naive),
        ]);

    private static string[] Test(StudyRun run, string name, BackTestShape test) =>
    [
        name, run.Show.Count((long)Math.Round(test.Predicted)), run.Show.Count((long)test.Actual), run.Show.ChangeShare(test.Bias),
        run.Show.Number(test.MeanAbsoluteError), run.Show.Number(test.RootMeanSquareError),
    ];

    private static ReportTable Models(StudyRun run, ClvEstimates estimates) => new(
        run.Say("clv.models"),
        [run.Say("head.model"), run.Say("head.likelihood"), run.Say("head.parameters"), run.Say("head.value")],
        [.. estimates.Models.Select(model => (string[])
        [
            model.Name, run.Show.Number(model.LogLikelihood), Parameters(run, model.Parameters), run.Show.Number(model.Value),
        ])]);

    private static string Parameters(StudyRun run, IReadOnlyDictionary<string, ParameterShape> parameters) =>
        string.Join("  ", parameters.Select(one => $"{one.Key} {run.Show.Number(one.Value.Estimate)}"));

    private static ReportTable Outlook(StudyRun run, ClvForecast forecast)
    {
        List<string[]> rows =
        [
            [run.Say("clv.customers"), run.Show.Count(forecast.Customers)],
            [run.Say("clv.alive"), run.Show.Number(forecast.CustomersAlive)],
            [run.Say("clv.purchases"), run.Show.Number(forecast.ExpectedPurchases)],
        ];
        if (forecast.Value is { } value)
            rows.AddRange([[run.Say("clv.value"), run.Show.Number(value)],
                [run.Say("clv.each"), run.Show.Number(forecast.ValuePerCustomer)]]);
        return new(run.Say("clv.outlook", ("day", forecast.AsOf), ("months", forecast.Months)), ["", ""], rows);
    }
}
