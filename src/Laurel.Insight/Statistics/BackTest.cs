namespace Laurel.Insight.Statistics;

/// <summary>
/// What a forecast made at the end of the observation would have been worth: its predictions for each customer against the purchase
/// days that followed.
/// </summary>
/// <param name="Name">The model, or the naive rate.</param>
/// <param name="Actual">Purchase days in the hold-out, all customers together.</param>
/// <param name="Predicted">The same as predicted.</param>
/// <param name="MeanAbsoluteError">Mean of |predicted − actual| over customers.</param>
/// <param name="RootMeanSquareError">Root of the mean squared difference.</param>
/// <param name="Correlation">Of predicted and actual over customers; 0 where one of them does not vary.</param>
public sealed record BackTest(
    string Name, double Actual, double Predicted, double MeanAbsoluteError, double RootMeanSquareError, double Correlation)
{
    /// <summary>The name of the yardstick every model must beat: each customer goes on at the rate x / T observed so far.</summary>
    public const string NaiveRate = "naive rate";

    /// <summary>Predicted over actual, less one: −.12 is a forecast 12% too low. Infinite when nothing was bought.</summary>
    public double Bias => Predicted / Actual - 1;

    /// <summary>Tests a model that was fitted to the histories of these customers.</summary>
    /// <param name="weeks">The length of the hold-out.</param>
    public static BackTest Of(PurchaseModel model, ObservedCustomer[] customers, PurchaseHistories histories, double weeks) =>
        Of(model.Name, customers, histories.ForEachCustomer(history => model.ExpectedPurchases(history, weeks)));

    /// <summary>Tests the naive rate.</summary>
    public static BackTest OfNaiveRate(ObservedCustomer[] customers, double weeks) => Of(NaiveRate, customers, Array.ConvertAll(
        customers, customer => customer.History.Repeats == 0 ? 0 : customer.History.Repeats / customer.History.Observed * weeks));

    private static BackTest Of(string name, ObservedCustomer[] customers, double[] predictions)
    {
        double n = customers.Length;
        var (actual, predicted, absolute, squares) = (0.0, 0.0, 0.0, 0.0);
        var (actualSquares, predictedSquares, products) = (0.0, 0.0, 0.0);
        for (var i = 0; i < customers.Length; i++)
        {
            double y = customers[i].LaterDays;
            var difference = predictions[i] - y;
            actual += y;
            predicted += predictions[i];
            absolute += Math.Abs(difference);
            squares += difference * difference;
            actualSquares += y * y;
            predictedSquares += predictions[i] * predictions[i];
            products += predictions[i] * y;
        }
        var spread = (actualSquares - actual * actual / n) * (predictedSquares - predicted * predicted / n);
        var correlation = spread > 0 ? (products - actual * predicted / n) / Math.Sqrt(spread) : 0;
        return new BackTest(name, actual, predicted, absolute / n, Math.Sqrt(squares / n), correlation);
    }
}
