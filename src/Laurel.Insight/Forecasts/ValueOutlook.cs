using Laurel.Insight.Facts;
using Laurel.Insight.Statistics;

namespace Laurel.Insight.Forecasts;

/// <summary>A customer with what is to be expected of her.</summary>
/// <param name="Customer">The member's id, or the shopper's.</param>
/// <param name="Orders">Purchases so far, one a day at most.</param>
/// <param name="LastDay">The day of the last one.</param>
public sealed record CustomerOutlook(string Customer, bool IsMember, int Orders, DateOnly LastDay, MemberForecast Forecast)
{
    /// <summary>The chance that she does not buy any more, 0 to 1.</summary>
    public double ChurnRisk => 1 - Forecast.ProbabilityAlive;
}

/// <summary>
/// What the customers of a program will do in the next year, by the model that did best on the last weeks; a forecast, not an effect.
/// </summary>
/// <param name="Value">Models, back-test and caveats.</param>
/// <param name="Customers">The most valuable first.</param>
public sealed record ValueOutlook(CustomerValue Value, IReadOnlyList<CustomerOutlook> Customers)
{
    /// <summary>How far ahead value is counted, and how much less a month's money is worth a month later.</summary>
    public const int Months = 12;

    public const double RatePerMonth = 0.01;

    /// <summary>The last weeks, kept back to test the models on.</summary>
    public const int HoldoutWeeks = 13;

    private const string Purchases = """
        SELECT c.who, day, net, member FROM (
            SELECT customer, day, net, member IS NOT NULL AS member FROM bought($program, $as_of, $money) WHERE customer IS NOT NULL
            UNION ALL
            SELECT customer, day, -net, member IS NOT NULL FROM brought_back($program, $as_of, $money) WHERE customer IS NOT NULL
        ) x JOIN customers c ON c.program = $program AND c.customer = x.customer ORDER BY x.customer
        """;

    /// <summary>Null while too few came again to learn from.</summary>
    public static ValueOutlook? Of(FactsFile facts, string program, DateOnly asOf, Currency currency)
    {
        var (purchases, names, members) = Read(facts, program, asOf, currency);
        var settings = new ValueSettings(Discounting.Monthly(Months, RatePerMonth), HoldoutWeeks, 1);
        if (purchases.Length == 0 || CustomerValue.Estimate(purchases, asOf.AddDays(-1), settings) is not { } value)
            return null;
        var (orders, last) = (new int[names.Count], new DateOnly[names.Count]);
        foreach (var day in purchases.Where(p => p.Amount >= 0).Select(p => (p.Member, p.Day)).Distinct())
        {
            orders[day.Member]++;
            last[day.Member] = last[day.Member] > day.Day ? last[day.Member] : day.Day;
        }
        var customers = value.Members.Select(m => new CustomerOutlook(names[m.Member], members[m.Member], orders[m.Member], last[m.Member], m));
        return new ValueOutlook(value, [.. customers.OrderByDescending(c => c.Forecast.Value)]);
    }

    private static (DatedPurchase[] Purchases, List<string> Names, List<bool> Members) Read(
        FactsFile facts, string program, DateOnly asOf, Currency currency)
    {
        using var reader = facts.Select(Purchases, ("program", program), ("as_of", asOf), ("money", currency.Code));
        var (purchases, names, members) = (new List<DatedPurchase>(), new List<string>(), new List<bool>());
        while (reader.Read())
        {
            var name = reader.GetString(0);
            if (names.Count == 0 || names[^1] != name)
            {
                names.Add(name);
                members.Add(false);
            }
            members[^1] |= reader.GetBoolean(3);
            purchases.Add(new DatedPurchase(names.Count - 1, reader.GetDateOnly(1), (double)reader.GetInt64(2) / currency.Scale));
        }
        return ([.. purchases], names, members);
    }
}
