namespace Laurel.Insight.Statistics;

/// <summary>A price divided between goods and the points that came with them.</summary>
/// <param name="Goods">Revenue at once.</param>
/// <param name="Points">Deferred until the points are redeemed.</param>
/// <param name="Entry">The booking of the sale.</param>
public sealed record PriceAllocation(decimal Goods, decimal Points, AccountingEntry Entry);

/// <summary>What is known of the points of a sale at the end of a reporting period.</summary>
/// <param name="RedeemedToDate">Points redeemed since the sale.</param>
/// <param name="ExpectedInAll">Points now expected to be redeemed in all, at least those redeemed.</param>
public readonly record struct RedemptionStatus(decimal RedeemedToDate, decimal ExpectedInAll);

/// <summary>The revenue of one reporting period.</summary>
/// <param name="Revenue">Of this period; negative when expectations rose so far that revenue has to be taken back.</param>
/// <param name="RevenueToDate">Since the sale.</param>
/// <param name="Liability">Still deferred at the end of the period.</param>
/// <param name="Entry">The booking of the period.</param>
public sealed record RecognisedPeriod(decimal Revenue, decimal RevenueToDate, decimal Liability, AccountingEntry Entry);

/// <summary>
/// Revenue of sales that come with points, where the points are redeemed against goods of the seller. Amounts are in one currency and
/// rounded, halves away from zero, to the given number of decimals; goods take what rounding leaves, so nothing is lost.
/// </summary>
/// <remarks>IFRS 15.74–76, B39–B43 and Illustrative Example 52 (IE267–IE270); changes of estimate as a cumulative catch-up.</remarks>
public static class PointsRevenue
{
    /// <summary>Divides the price in the ratio of stand-alone selling prices.</summary>
    /// <param name="price">What the member pays, 0 or more.</param>
    /// <param name="goodsStandalone">What the goods cost when sold alone, above 0.</param>
    /// <param name="pointsStandalone">What the points are worth: points × value of one × share expected to be redeemed.</param>
    public static PriceAllocation Allocate(decimal price, decimal goodsStandalone, decimal pointsStandalone, int decimals)
    {
        if (price < 0 || goodsStandalone <= 0 || pointsStandalone < 0)
            throw new ArgumentException("A price of 0 or more is divided between goods of a positive worth and points of 0 or more.");
        var points = Round(price * pointsStandalone / (goodsStandalone + pointsStandalone), decimals);
        var goods = price - points;
        return new PriceAllocation(goods, points, new AccountingEntry(
        [
            new AccountingLine(RevenueAccount.Receivable, price, 0),
            new AccountingLine(RevenueAccount.GoodsRevenue, 0, goods),
            new AccountingLine(RevenueAccount.ContractLiability, 0, points),
        ]));
    }

    /// <summary>
    /// Recognises a deferred amount over reporting periods: revenue to date is deferred × redeemed / expected in all, with today's
    /// expectation, and each period books the change. When nothing more is expected, all of it is revenue.
    /// </summary>
    /// <exception cref="ArgumentException">More was redeemed than is expected in all, or redemptions went backwards.</exception>
    public static IReadOnlyList<RecognisedPeriod> Recognise(decimal deferred, IReadOnlyList<RedemptionStatus> periods, int decimals)
    {
        var recognised = new List<RecognisedPeriod>();
        var (before, redeemedBefore) = (0m, 0m);
        foreach (var (redeemed, expected) in periods)
        {
            if (redeemed < redeemedBefore || expected < redeemed)
                throw new ArgumentException($"{redeemed} redeemed of {expected} expected, after {redeemedBefore} before, cannot be.");
            var toDate = expected == redeemed ? deferred : Round(deferred * redeemed / expected, decimals);
            var entry = AccountingEntry.Move(RevenueAccount.ContractLiability, RevenueAccount.PointsRevenue, toDate - before);
            recognised.Add(new RecognisedPeriod(toDate - before, toDate, deferred - toDate, entry));
            (before, redeemedBefore) = (toDate, redeemed);
        }
        return recognised;
    }

    private static decimal Round(decimal amount, int decimals) => Math.Round(amount, decimals, MidpointRounding.AwayFromZero);
}
