using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;

namespace Laurel.Insight.Effects;

/// <summary>How much members spend in a window and how much that differs: what a plan of an experiment begins with.</summary>
/// <param name="Members">Who joined before the window.</param>
/// <param name="Mean">Spend of one, after returns, in major units.</param>
/// <param name="Variance">Of one member's spend, same unit squared.</param>
public sealed record SpendSpread(long Members, double Mean, double Variance)
{
    private const string Sums = """
        WITH m AS (SELECT customer FROM joined($program, $as_of) WHERE day < $since),
        moved AS (
            SELECT customer, net FROM bought($program, $as_of, $money) WHERE day >= $since
            UNION ALL SELECT customer, -net FROM brought_back($program, $as_of, $money) WHERE day >= $since
        ), spent AS (SELECT m.customer, coalesce(sum(x.net), 0)::DOUBLE AS net FROM m LEFT JOIN moved x USING (customer) GROUP BY m.customer)
        SELECT count(*), coalesce(sum(net), 0)::DOUBLE, coalesce(sum(net * net), 0)::DOUBLE FROM spent
        """;

    /// <summary>Null while fewer than two members joined before the window.</summary>
    public static SpendSpread? Of(FactsFile facts, string program, DateOnly asOf, int days, Currency currency)
    {
        using var reader = facts.Select(
            Sums, ("program", program), ("as_of", asOf), ("since", asOf.AddDays(-days)), ("money", currency.Code));
        if (!reader.Read() || reader.GetInt64(0) < 2)
            return null;
        var arm = new ArmSummary(reader.GetInt64(0), reader.GetDouble(1), reader.GetDouble(2)).Mean;
        return new SpendSpread(arm.N, arm.Mean / currency.Scale, arm.Variance / currency.Scale / currency.Scale);
    }

    /// <summary>The smallest relative difference that a holdout of this share sees with 80% power, looked at daily; null at no spend.</summary>
    /// <param name="share">Of the members, above 0 and under 1.</param>
    /// <param name="members">In both arms together.</param>
    public double? SmallestVisible(double share, long members)
    {
        if (Mean <= 0 || members < 4)
            return null;
        var error = Math.Sqrt(Variance / (share * members) + Variance / ((1 - share) * members));
        var half = AlwaysValid.Around(0, error, members, 0.95, members).Interval.High;
        return (half + Statistics.Distributions.NormalQuantile(0.8) * error) / Mean;
    }

    /// <summary>Members of both arms together that it takes to see a relative difference.</summary>
    public long? MembersToSee(double share, double relative) =>
        SmallestVisible(share, Members) is { } visible && relative > 0 ? (long)Math.Ceiling(Members * Math.Pow(visible / relative, 2)) : null;
}
