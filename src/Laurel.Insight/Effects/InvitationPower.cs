using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;
using Laurel.Insight.Statistics;

namespace Laurel.Insight.Effects;

/// <summary>Customers who are known but have not joined, and how much their spend differs: what a plan of an invitation begins with.</summary>
/// <param name="Customers">Bought in the year before, and are no members.</param>
/// <param name="Mean">Spend of one after returns in the last days, major units.</param>
/// <param name="Variance">Of one customer's spend, same unit squared.</param>
public sealed record InvitationPower(long Customers, double Mean, double Variance)
{
    /// <summary>Standard errors at which a 5% two-sided test sees with 80% power.</summary>
    public static readonly double Errors = Distributions.NormalQuantile(0.975) + Distributions.NormalQuantile(0.8);

    private const string Sums = """
        WITH known AS (
            SELECT DISTINCT customer FROM bought($program, $as_of, NULL)
            WHERE member IS NULL AND shopper IS NOT NULL AND day >= $as_of - $year
              AND customer NOT IN (SELECT customer FROM joined($program, $as_of))
        ), moved AS (
            SELECT customer, net FROM bought($program, $as_of, $money) WHERE day >= $since
            UNION ALL SELECT customer, -net FROM brought_back($program, $as_of, $money) WHERE day >= $since
        ), spent AS (SELECT k.customer, coalesce(sum(x.net), 0)::DOUBLE AS net FROM known k LEFT JOIN moved x USING (customer) GROUP BY k.customer)
        SELECT count(*), coalesce(sum(net), 0)::DOUBLE, coalesce(sum(net * net), 0)::DOUBLE FROM spent
        """;

    /// <summary>Null while fewer than four such customers are known.</summary>
    public static InvitationPower? Of(FactsFile facts, string program, DateOnly asOf, int days, Currency currency)
    {
        using var reader = facts.Select(Sums, ("program", program), ("as_of", asOf), ("since", asOf.AddDays(-days)), ("money", currency.Code),
            ("year", InvitationEffect.YearBefore));
        if (!reader.Read() || reader.GetInt64(0) < 4)
            return null;
        var arm = new ArmSummary(reader.GetInt64(0), reader.GetDouble(1), reader.GetDouble(2)).Mean;
        return new InvitationPower(arm.N, arm.Mean / currency.Scale, arm.Variance / currency.Scale / currency.Scale);
    }

    /// <summary>The smallest relative difference between invited and not invited that would show in 80 of 100 tests; null at no spend.</summary>
    /// <param name="share">Of the customers, who are invited: above 0 and under 1.</param>
    public double? SmallestVisible(double share) => Mean > 0
        ? Errors * Math.Sqrt(Variance / (share * Customers) + Variance / ((1 - share) * Customers)) / Mean
        : null;
}
