namespace Laurel.Insight.Statistics;

/// <summary>What a forecast of customer value needs to be told.</summary>
/// <param name="Discounting">How far it looks ahead and how future money is brought to today.</param>
/// <param name="HoldoutWeeks">How many of the last weeks are kept back to test the models on.</param>
/// <param name="Margin">The share of spend that is margin, above 0 and at most 1; 1 values revenue.</param>
public sealed record ValueSettings(Discounting Discounting, double HoldoutWeeks, double Margin);

/// <summary>The outlook of one member.</summary>
/// <param name="ProbabilityAlive">The chance that the member still is a customer, 0 to 1.</param>
/// <param name="ExpectedPurchases">Purchase days expected over the horizon, not discounted.</param>
/// <param name="ExpectedSpend">Expected spend of one of them, in the currency of the purchases.</param>
/// <param name="Value">Discounted margin expected over the horizon, in the same currency.</param>
public readonly record struct CustomerForecast(
    int Member, double ProbabilityAlive, double ExpectedPurchases, double ExpectedSpend, double Value);

/// <summary>
/// The value of the customers of a shop, always together with the back-test that says how far to trust it. A forecast of what customers
/// will do, not of what the program causes.
/// </summary>
/// <param name="AsOf">The last day looked at.</param>
/// <param name="BackTest">How the candidates did on the last weeks, learned from the weeks before.</param>
/// <param name="Model">The best of them, learned again from everything.</param>
/// <param name="Spend">The model of spend per purchase.</param>
/// <param name="Customers">One forecast per customer, in order of member number.</param>
/// <param name="Cautions">What to keep in mind; never empty.</param>
public sealed record CustomerValue(
    DateOnly AsOf, ModelChoice BackTest, Fitted<PurchaseModel> Model, Fitted<GammaGamma> Spend,
    IReadOnlyList<CustomerForecast> Customers, IReadOnlyList<Caution> Cautions)
{
    /// <summary>Customers with repeat purchases below which nothing is forecast.</summary>
    public const int FewestRepeaters = 30;

    private const int DaysPerWeek = 7;

    /// <summary>The value of all customers together.</summary>
    public double Total => Customers.Sum(customer => customer.Value);

    /// <summary>
    /// Learns from purchases up to <paramref name="asOf"/> and forecasts; null when fewer than 30 customers had bought again before the
    /// hold-out began, or when nobody spent anything.
    /// </summary>
    /// <param name="purchases">In any order; returns as negative amounts.</param>
    /// <exception cref="ArgumentException">The settings make no sense.</exception>
    public static CustomerValue? Estimate(ReadOnlySpan<DatedPurchase> purchases, DateOnly asOf, ValueSettings settings)
    {
        Require(settings);
        var end = asOf.AddDays(-(int)Math.Round(settings.HoldoutWeeks * DaysPerWeek));
        var before = ObservedCustomers.From(purchases, end, asOf);
        if (before.Count(customer => customer is { History.Repeats: > 0, MeanRepeatSpend: > 0 }) < FewestRepeaters)
            return null;
        var choice = ModelChoice.Among(before, settings.HoldoutWeeks);
        var customers = ObservedCustomers.From(purchases, asOf);
        var histories = PurchaseHistories.Of(Array.ConvertAll(customers, customer => customer.History));
        var model = ModelChoice.Fit(choice.Best.Fit.Model.Name, histories);
        var spend = GammaGamma.Fit(customers.Select(customer => customer.Spend));
        var forecasts = Forecast(customers, histories, model.Model, spend.Model, settings);
        var cautions = ValueCautions.For(customers, choice, model, spend, PurchaseRhythm.Of(purchases, asOf));
        return new CustomerValue(asOf, choice, model, spend, forecasts, cautions);
    }

    private static CustomerForecast[] Forecast(
        ObservedCustomer[] customers, PurchaseHistories histories, PurchaseModel model, GammaGamma spend, ValueSettings settings)
    {
        var horizon = settings.Discounting.Periods * settings.Discounting.PeriodLength;
        var alive = histories.ForEachCustomer(model.ProbabilityAlive);
        var expected = histories.ForEachCustomer(history => model.ExpectedPurchases(history, horizon));
        var discounted = histories.ForEachCustomer(history => model.DiscountedPurchases(history, settings.Discounting));
        var standIn = double.IsInfinity(spend.MeanSpend) ? ObservedMean(customers) : spend.MeanSpend;
        var forecasts = new CustomerForecast[customers.Length];
        for (var i = 0; i < forecasts.Length; i++)
        {
            var each = customers[i].History.Repeats == 0 ? standIn : spend.ExpectedSpend(customers[i].Spend);
            var value = settings.Margin * discounted[i] * each;
            forecasts[i] = new CustomerForecast(customers[i].Member, alive[i], expected[i], each, value);
        }
        return forecasts;
    }

    private static double ObservedMean(ObservedCustomer[] customers) =>
        customers.Sum(customer => customer.MeanRepeatSpend * customer.History.Repeats)
        / customers.Sum(customer => (double)customer.History.Repeats);

    private static void Require(ValueSettings settings)
    {
        if (settings.Discounting is not { Periods: > 0, PeriodLength: > 0, RatePerPeriod: >= 0 })
            throw new ArgumentException(
                $"Discounting needs periods of some length and a rate of 0 or more, not {settings.Discounting}.");
        if (!(settings.HoldoutWeeks >= 1) || !(settings.Margin > 0) || settings.Margin > 1)
            throw new ArgumentException("A forecast needs a hold-out of at least a week and a margin above 0 and at most 1.");
    }
}
