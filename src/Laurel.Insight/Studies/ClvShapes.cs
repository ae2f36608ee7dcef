using Laurel.Insight.Statistics;

namespace Laurel.Insight.Studies;

/// <summary>What the models learned up to the calibration day, how they did after it, and the forecast of the chosen one.</summary>
/// <param name="Models">In the order BG/NBD, MBG/NBD, Pareto/NBD.</param>
/// <param name="Chosen">The key of the model that is used: the one named, else the one with the smallest error on the days held
/// back.</param>
/// <param name="Naive">The yardstick: every customer goes on at the rate so far.</param>
/// <param name="Spend">The Gamma-Gamma model of spend learned up to the calibration day; null without amounts.</param>
/// <param name="Forecast">From the last day on, learned from everything.</param>
public sealed record ClvEstimates(
    IReadOnlyList<ClvModel> Models, string Chosen, BackTestShape Naive, SpendModelShape? Spend, ClvForecast Forecast);

/// <summary>One estimated parameter; the error is null where the purchases do not determine it.</summary>
public sealed record ParameterShape(double Estimate, double StandardError)
{
    internal static IReadOnlyDictionary<string, ParameterShape> Of(IReadOnlyList<Parameter> estimates) =>
        estimates.ToDictionary(one => one.Name, one => new ParameterShape(one.Value, one.StandardError));
}

/// <summary>One model of repeat buying, learned up to the calibration day.</summary>
/// <param name="Model">Its key: <c>bg_nbd</c>, <c>mbg_nbd</c> or <c>pareto_nbd</c>.</param>
/// <param name="Value">Discounted value of all its customers over the months after the calibration day; null without amounts.</param>
public sealed record ClvModel(
    string Model, string Name, IReadOnlyDictionary<string, ParameterShape> Parameters, double LogLikelihood, bool Converged, bool AtBounds,
    BackTestShape BackTest, double? Value);

/// <summary>Predicted purchase days of the hold-out against those that followed, over customers.</summary>
/// <param name="Bias">Predicted over actual, less 1.</param>
public sealed record BackTestShape(
    double Actual, double Predicted, double Bias, double MeanAbsoluteError, double RootMeanSquareError, double Correlation)
{
    internal static BackTestShape Of(BackTest test) => new(
        test.Actual, test.Predicted, test.Bias, test.MeanAbsoluteError, test.RootMeanSquareError, test.Correlation);
}

/// <summary>The Gamma-Gamma model of spend per purchase day.</summary>
/// <param name="Customers">Customers with repeat spend it learned from.</param>
/// <param name="MeanSpend">p·v/(q − 1); null where the purchases set no bound to it.</param>
public sealed record SpendModelShape(
    IReadOnlyDictionary<string, ParameterShape> Parameters, double LogLikelihood, bool Converged, double Customers, double MeanSpend);

/// <summary>The coming months of all customers together.</summary>
/// <param name="ExpectedPurchases">Purchase days, not discounted.</param>
/// <param name="CustomersAlive">The sum of the chances that each still is a customer.</param>
/// <param name="Value">Discounted margin in the currency of the amounts; null without amounts.</param>
public sealed record ClvForecast(
    string AsOf, int Months, double MonthlyDiscount, double Margin, string Model, IReadOnlyDictionary<string, ParameterShape> Parameters,
    double LogLikelihood, SpendModelShape? Spend, int Customers, double CustomersAlive, double ExpectedPurchases, double? Value,
    double? ValuePerCustomer);

/// <summary>What it rests on.</summary>
/// <param name="Transactions">Rows, or orders, that were read.</param>
/// <param name="Customers">Customers whose first purchase lies before the end of the calibration day.</param>
/// <param name="RepeatCustomers">Those of them who bought on another day before its end.</param>
/// <param name="SumOfRepeats">Σx, their repeat purchase days.</param>
/// <param name="SpendCorrelation">Of how often and how much; the model of spend assumes 0.</param>
/// <param name="Regularity">Of the times between purchases: 1 is random, as the models assume.</param>
public sealed record ClvDiagnostics(
    string FirstDay, string CalibrateUntil, string LastDay, double HoldoutWeeks, long Transactions, int Customers, int RepeatCustomers,
    int SumOfRepeats, int HoldoutPurchases, double? SpendCorrelation, double Regularity);
