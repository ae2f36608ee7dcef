using Laurel.Insight.Facts;
using Laurel.Insight.Statistics;

namespace Laurel.Insight.Forecasts;

/// <summary>One month of the accounts for units; amounts in major units of the program's currency.</summary>
/// <param name="Sales">What members paid, less what they brought back, in the month.</param>
/// <param name="Deferred">Of it, what is the price of the units that came with it.</param>
/// <param name="Recognised">Revenue of units of any month that were redeemed in this one.</param>
/// <param name="Liability">Deferred and not recognised, at the end of the month.</param>
public sealed record PointsMonth(DateOnly Month, decimal Sales, decimal Deferred, decimal Recognised, decimal Liability);

/// <summary>
/// The contract liability of a program whose units are redeemed against the merchant's own goods, by IFRS 15: sales are divided between
/// goods and units by stand-alone prices, and the units' part becomes revenue as they are redeemed.
/// </summary>
/// <param name="Months">Finished months, the oldest first.</param>
/// <param name="Sale">The booking of the last month's sales; its sides balance.</param>
/// <param name="Redemption">The booking of the last month's redemptions; its sides balance.</param>
/// <remarks>
/// IFRS 15.74–76 and Illustrative Example 52. Every month is booked with the redemption rate expected at its own end (all, before anything
/// can be expected), and a month corrects what the months before it recognised by what was expected then.
/// </remarks>
public sealed record PointsAccounts(IReadOnlyList<PointsMonth> Months, AccountingEntry Sale, AccountingEntry Redemption)
{
    private const string Sales = """
        SELECT date_trunc('month', day)::DATE AS month, sum(net)::BIGINT AS net FROM (
            SELECT b.day, b.net FROM bought($program, $as_of, $money) b WHERE b.member IS NOT NULL
            UNION ALL SELECT r.day, -r.net FROM brought_back($program, $as_of, $money) r WHERE r.member IS NOT NULL
        ) GROUP BY month
        """;

    /// <summary>Null where no unit is worth money, or before a month with units is finished.</summary>
    /// <param name="worth">What one of the unit's smallest parts buys, in minor units of the currency.</param>
    public static PointsAccounts? Of(FactsFile facts, string program, UnitsOwed owed, decimal worth, Currency currency)
    {
        var cohorts = owed.Cohorts.TakeWhile(c => c.RedeemedByAge.Count > 0).ToList();
        if (worth <= 0 || owed.Rate is null || cohorts.Count == 0)
            return null;
        var sales = ReadSales(facts, program, owed.AsOf, currency);
        var rates = new DatedRates(cohorts);
        var parts = cohorts.Select((c, i) => Part(c, rates, i, sales.GetValueOrDefault(c.Month), worth, currency)).ToList();
        return Book(cohorts, parts, currency);
    }

    private static Dictionary<DateOnly, decimal> ReadSales(FactsFile facts, string program, DateOnly asOf, Currency currency)
    {
        using var reader = facts.Select(Sales, ("program", program), ("as_of", asOf), ("money", currency.Code));
        var sales = new Dictionary<DateOnly, decimal>();
        while (reader.Read())
            sales[reader.GetDateOnly(0)] = (decimal)reader.GetInt64(1) / currency.Scale;
        return sales;
    }

    private static (PriceAllocation Sale, IReadOnlyList<RecognisedPeriod> Periods) Part(
        OwedCohort cohort, DatedRates rates, int index, decimal sales, decimal worth, Currency currency)
    {
        var price = Math.Max(0, sales);
        var issued = Math.Max(0, cohort.Issued);
        var standalone = rates.At(index, 0) * issued * worth / currency.Scale;
        var sale = PointsRevenue.Allocate(price, price == 0 ? 1 : price, standalone, currency.Decimals);
        return (sale, PointsRevenue.Recognise(sale.Points, [.. Statuses(cohort, age => rates.At(index, age) * issued)], currency.Decimals));
    }

    /// <summary>Redemptions that came back can make the sum fall; the accounts only ever follow the highest.</summary>
    private static IEnumerable<RedemptionStatus> Statuses(OwedCohort cohort, Func<int, decimal> expected)
    {
        var highest = 0m;
        for (var age = 0; age < cohort.RedeemedByAge.Count; age++)
        {
            highest = Math.Max(highest, cohort.RedeemedByAge[age]);
            yield return new RedemptionStatus(highest, Math.Max(highest, expected(age)));
        }
    }

    private static PointsAccounts Book(
        List<OwedCohort> cohorts, List<(PriceAllocation Sale, IReadOnlyList<RecognisedPeriod> Periods)> parts, Currency currency)
    {
        var months = new List<PointsMonth>();
        var liability = 0m;
        for (var i = 0; i < cohorts.Count; i++)
        {
            var recognised = parts.Take(i + 1).Select((p, c) => Age(cohorts, i, c) is var age && age < p.Periods.Count ? p.Periods[age].Revenue : 0).Sum();
            liability += parts[i].Sale.Points - recognised;
            months.Add(new PointsMonth(cohorts[i].Month, parts[i].Sale.Goods + parts[i].Sale.Points, parts[i].Sale.Points, recognised, liability));
        }
        return new PointsAccounts(months, parts[^1].Sale.Entry,
            AccountingEntry.Move(RevenueAccount.ContractLiability, RevenueAccount.PointsRevenue, months[^1].Recognised));
    }

    private static int Age(List<OwedCohort> cohorts, int at, int cohort) =>
        (cohorts[at].Month.Year - cohorts[cohort].Month.Year) * 12 + cohorts[at].Month.Month - cohorts[cohort].Month.Month;
}
