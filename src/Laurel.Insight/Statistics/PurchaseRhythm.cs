namespace Laurel.Insight.Statistics;

/// <summary>How regular the purchases of a shop are.</summary>
/// <param name="Regularity">
/// k of Erlang-distributed times between purchases: 1 is random, as the models of repeat buying assume; 2 and more is clockwork.
/// </param>
/// <param name="Members">How many members with two times between purchases it rests on.</param>
public readonly record struct PurchaseRhythm(double Regularity, int Members)
{
    /// <summary>
    /// Parameters k from the share M = t₁ / (t₁ + t₂) of the first two times between purchase days: var M = 1 / (4 (2k + 1)).
    /// </summary>
    /// <remarks>
    /// Wheat and Morrison, "Estimating purchase regularity with two interpurchase times", Journal of Marketing Research 27 (1990).
    /// </remarks>
    public static PurchaseRhythm Of(ReadOnlySpan<DatedPurchase> purchases, DateOnly end)
    {
        var days = new PurchaseDays(purchases, end);
        var (count, sum, squares) = (0, 0.0, 0.0);
        for (int start = 0, next; start < days.Count; start = next)
        {
            next = days.NextMember(start);
            if (FirstShare(days, start, next) is not { } share)
                continue;
            count++;
            sum += share;
            squares += share * share;
        }
        if (count < 2)
            return new PurchaseRhythm(1, count);
        var variance = (squares - sum * sum / count) / (count - 1);
        return new PurchaseRhythm(Math.Max(0, (1 - 4 * variance) / (8 * variance)), count);
    }

    private static double? FirstShare(PurchaseDays days, int start, int next)
    {
        Span<int> different = stackalloc int[3];
        var found = 0;
        for (var row = start; row < next && found < different.Length; row++)
        {
            if (days.Amount(row) >= 0 && (found == 0 || days.Day(row) != different[found - 1]))
                different[found++] = days.Day(row);
        }
        return found < different.Length ? null : (double)(different[1] - different[0]) / (different[2] - different[0]);
    }
}
