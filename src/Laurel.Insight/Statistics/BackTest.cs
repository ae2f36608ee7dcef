namespace Laurel.Insight.Statistics;

/// <summary>
/// What a forecast made at the end of the observation would have been worth: its predictions for each member against the purchase
/// days that followed.
/// </summary>
/// <param name="Name">The model, or the naive rate.</param>
/// <param name="Actual">Purchase days in the hold-out, all members together.</param>
/// <param name="Predicted">The same as predicted.</param>
/// <param name="MeanAbsoluteError">Mean of |predicted − actual| over members.</param>
/// <param name="RootMeanSquareError">Root of the mean squared difference.</param>
/// <param name="Correlation">Of predicted and actual over members; 0 where one of them does not vary.</param>
public sealed record BackTest(
    string Name, double Actual, double Predicted, double MeanAbsoluteError, double RootMeanSquareError, double Correlation)
{
    /// <summary>The name of the yardstick every model must beat: each member goes on at the rate x / T observed so far.</summary>
    public const string NaiveRate = "naive rate";

    /// <summary>Predicted over actual, less one: −.12 is 12% too low. Infinite when nothing was bought, against the forecast.</summary>
    public double Bias => Predicted == Actual ? 0 : Predicted / Actual - 1;

    /// <summary>Tests a model that was fitted to the histories of these members.</summary>
    /// <param name="weeks">The length of the hold-out.</param>
    public static BackTest Of(PurchaseModel model, ObservedMember[] members, PurchaseHistories histories, double weeks) =>
        Of(model.Name, members, histories.ForEachMember(history => model.ExpectedPurchases(history, weeks)));

    /// <summary>Tests the naive rate.</summary>
    public static BackTest OfNaiveRate(ObservedMember[] members, double weeks) => Of(NaiveRate, members, Array.ConvertAll(
        members, member => member.History.Repeats == 0 ? 0 : member.History.Repeats / member.History.Observed * weeks));

    private static BackTest Of(string name, ObservedMember[] members, double[] predictions)
    {
        double n = members.Length;
        var (actual, predicted, absolute, squares) = (0.0, 0.0, 0.0, 0.0);
        var (actualSquares, predictedSquares, products) = (0.0, 0.0, 0.0);
        for (var i = 0; i < members.Length; i++)
        {
            double y = members[i].LaterDays;
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
