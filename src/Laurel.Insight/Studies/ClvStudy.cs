using Laurel.Insight.Experiments;
using Laurel.Insight.Statistics;

namespace Laurel.Insight.Studies;

/// <summary>Customer value read from a file of purchases: three models of repeat buying tested on the days held back, and a model of
/// spend.</summary>
public static class ClvStudy
{
    private const double DaysPerWeek = 7;
    private static readonly string[] Keys = ["bg_nbd", "mbg_nbd", "pareto_nbd"];

    /// <exception cref="StudyException">The file cannot be read so, or too few customers bought again.</exception>
    public static StudyResult Run(ClvRequest request, StudyRun run)
    {
        Require(request);
        var purchases = PurchaseFile.Read(request.Purchases, run, onlyDaysCount: true);
        var end = CalibrationEnd(request, purchases);
        var weeks = (purchases.Last.DayNumber - end.DayNumber) / DaysPerWeek;
        run.Report("computing");
        var before = ObservedMembers.From(purchases.Rows, end, purchases.Last);
        RequireRepeaters(before, purchases.HasAmounts);
        var choice = Choose(request, ModelChoice.Among(before, weeks));
        run.Report("computing");
        var learned = new Learned(request, before, purchases.HasAmounts);
        var forecast = new Learned(request, ObservedMembers.From(purchases.Rows, purchases.Last), purchases.HasAmounts);
        var model = ModelChoice.Fit(choice.Best.Fit.Model.Name, forecast.Histories);
        var rhythm = PurchaseRhythm.Of(purchases.Rows, purchases.Last);
        run.Warn(ValueCaveats.For(forecast.Customers, choice, model, forecast.Spend, rhythm));
        var outlook = forecast.Outlook(model.Model);
        if (request.CustomersTo is { } path)
            ClvCustomers.Write(path, purchases.Customers, learned, choice, forecast, outlook, weeks);
        return Result(request, run, new(
            [.. Keys.Select(key => Model(choice.Candidates.First(one => Key(one.Fit.Model.Name) == key), learned))],
            Key(choice.Best.Fit.Model.Name),
            BackTestShape.Of(choice.Naive),
            learned.SpendShape,
            Forecast(request, purchases, forecast, model, outlook)),
            Diagnostics(purchases, end, weeks, before, rhythm));
    }

    private static StudyResult Result(ClvRequest request, StudyRun run, ClvEstimates estimates, ClvDiagnostics diagnostics)
    {
        var (letter, text) = StudyResult.Description(run);
        return new()
        {
            Study = "clv",
            Files = run.Files,
            Level = run.Level,
            Evidence = letter,
            EvidenceText = text,
            Verdict = ClvReport.Verdict(run, estimates, diagnostics),
            Estimates = estimates,
            Diagnostics = diagnostics,
            Warnings = run.Warnings,
            Report = ClvReport.Of(run, estimates, diagnostics),
        };
    }

    internal static string Key(string model) => model switch
    {
        "BG/NBD" => "bg_nbd",
        "MBG/NBD" => "mbg_nbd",
        _ => "pareto_nbd",
    };

    private static void Require(ClvRequest request)
    {
        if (request.Model is { } model && !Keys.Contains(model))
            throw new StudyException("bad-option", ("option", "--model"), ("text", model), ("wanted", string.Join(", ", Keys)));
        if (request.Months is < 1 or > 600)
            throw new StudyException("bad-option", ("option", "--months"), ("text", request.Months), ("wanted", "1 – 600"));
        if (request.MonthlyDiscount is not (>= 0 and < 1))
            throw new StudyException("bad-option", ("option", "--monthly-discount"), ("text", request.MonthlyDiscount),
                ("wanted", "0 – 1"));
        if (request.Margin is not (> 0 and <= 1))
            throw new StudyException("bad-option", ("option", "--margin"), ("text", request.Margin), ("wanted", "0 – 1"));
    }

    private static DateOnly CalibrationEnd(ClvRequest request, Purchases purchases)
    {
        var end = request.CalibrateUntil;
        return end >= purchases.First && purchases.Last.DayNumber - end.DayNumber >= DaysPerWeek
            ? end
            : throw new StudyException(
                "no-holdout", ("until", $"{end:yyyy-MM-dd}"), ("first", $"{purchases.First:yyyy-MM-dd}"),
                ("last", $"{purchases.Last:yyyy-MM-dd}"));
    }

    private static void RequireRepeaters(ObservedMember[] customers, bool hasAmounts)
    {
        var repeaters = customers.Count(customer => customer.History.Repeats > 0 && (!hasAmounts || customer.MeanRepeatSpend > 0));
        if (repeaters < CustomerValue.FewestRepeaters)
            throw new StudyException(
                hasAmounts && customers.Count(customer => customer.History.Repeats > 0) >= CustomerValue.FewestRepeaters
                    ? "few-spenders" : "few-repeaters",
                ("count", repeaters), ("least", CustomerValue.FewestRepeaters));
    }

    private static ModelChoice Choose(ClvRequest request, ModelChoice choice) => request.Model is null
        ? choice
        : choice with { Candidates = [.. choice.Candidates.OrderByDescending(one => Key(one.Fit.Model.Name) == request.Model)] };

    private static ClvModel Model(TestedModel tested, Learned learned) => new(
        Key(tested.Fit.Model.Name),
        tested.Fit.Model.Name,
        ParameterShape.Of(tested.Fit.Parameters),
        tested.Fit.LogLikelihood,
        tested.Fit.Converged,
        tested.Fit.AtBounds,
        BackTestShape.Of(tested.Test),
        learned.Spend is null ? null : learned.Outlook(tested.Fit.Model).Sum(customer => customer.Value));

    private static ClvForecast Forecast(
        ClvRequest request, Purchases purchases, Learned forecast, Fitted<PurchaseModel> model, MemberForecast[] outlook)
    {
        double? value = forecast.Spend is null ? null : outlook.Sum(customer => customer.Value);
        return new(
            $"{purchases.Last:yyyy-MM-dd}", request.Months, request.MonthlyDiscount, request.Margin, Key(model.Model.Name),
            ParameterShape.Of(model.Parameters), model.LogLikelihood, forecast.SpendShape, outlook.Length,
            outlook.Sum(customer => customer.ProbabilityAlive), outlook.Sum(customer => customer.ExpectedPurchases), value,
            value / outlook.Length);
    }

    private static ClvDiagnostics Diagnostics(
        Purchases purchases, DateOnly end, double weeks, ObservedMember[] before, PurchaseRhythm rhythm) => new(
        $"{purchases.First:yyyy-MM-dd}", $"{end:yyyy-MM-dd}", $"{purchases.Last:yyyy-MM-dd}", weeks, purchases.Count, before.Length,
        before.Count(customer => customer.History.Repeats > 0), before.Sum(customer => customer.History.Repeats),
        before.Sum(customer => customer.LaterDays), purchases.HasAmounts ? ValueCaveats.SpendCorrelation(before) : null,
        rhythm.Regularity);
}

/// <summary>What is known of customers at the end of a stretch of time, and the model of their spend.</summary>
internal sealed class Learned
{
    private readonly ValueSettings settings;

    public Learned(ClvRequest request, ObservedMember[] customers, bool hasAmounts)
    {
        settings = new(Discounting.Monthly(request.Months, request.MonthlyDiscount), 1, request.Margin);
        Customers = customers;
        Histories = PurchaseHistories.Of(Array.ConvertAll(customers, customer => customer.History));
        Spend = hasAmounts ? GammaGamma.Fit(customers.Select(customer => customer.Spend)) : null;
    }

    public ObservedMember[] Customers { get; }

    public PurchaseHistories Histories { get; }

    /// <summary>Null without amounts.</summary>
    public Fitted<GammaGamma>? Spend { get; }

    public SpendModelShape? SpendShape => Spend is null ? null : new(
        ParameterShape.Of(Spend.Parameters), Spend.LogLikelihood, Spend.Converged, Spend.Members, Spend.Model.MeanSpend);

    /// <summary>The coming months of each customer; without amounts their spend is 1.</summary>
    public MemberForecast[] Outlook(PurchaseModel model) => Spend is null
        ? [.. Customers.Zip(CustomerValue.Forecast(Customers, Histories, model, new(1, 2, 1), settings), (_, one) =>
            one with { ExpectedSpend = 0, Value = 0 })]
        : CustomerValue.Forecast(Customers, Histories, model, Spend.Model, settings);
}
