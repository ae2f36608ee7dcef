using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;

namespace Laurel.Insight.Effects;

/// <summary>
/// What an offer with a holdout changes: spend and orders in the days from the first time each customer would have had it (a coupon made, or
/// a basket it was for), of all who were given it against all from whom it was withheld by chance.
/// </summary>
/// <param name="Effect">Welch on spend after returns, adjusted by spend in as many days before (CUPED); rung A.</param>
/// <param name="GivenAway">What the offer took off in those days, for each of those who were given it; major units.</param>
/// <remarks>
/// Everybody assigned counts, whether or not she used it. Whose days are not over yet is left out. Who got the offer without having been
/// drawn (before there was a holdout) is left out too, and so are members of the program's own holdout, who are not of the offer's draw.
/// </remarks>
public sealed record OfferEffect(string Offer, HoldoutEffect Effect, double GivenAway)
{
    public const int Days = 30;

    private const string Arms = """
        WITH o AS (SELECT * FROM offered($program, $as_of) WHERE offer = $offer AND customer IS NOT NULL),
        entered AS (
            SELECT customer, min(day) AS day, bool_or(state = 'withheld') AS held_out FROM o GROUP BY customer
        ), m AS (
            SELECT * FROM entered
            WHERE day <= $as_of - $days AND day >= (SELECT min(day) FROM o WHERE state = 'withheld')
              AND customer NOT IN (SELECT customer FROM enrolled($program, $as_of) WHERE held_out)
        ), moved AS (
            SELECT customer, day, net, 0 AS returned, 1 AS orders FROM bought($program, $as_of, $money) WHERE customer IS NOT NULL
            UNION ALL
            SELECT customer, day, 0, net, 0 FROM brought_back($program, $as_of, $money) WHERE customer IS NOT NULL
        ), units AS (
            SELECT m.held_out, count(x.day) FILTER (x.day < m.day) > 0 AS known,
                   coalesce(sum(x.net) FILTER (x.day < m.day), 0)::DOUBLE AS spent,
                   coalesce(sum(x.orders) FILTER (x.day < m.day), 0)::DOUBLE AS ordered,
                   coalesce(sum(x.net - x.returned) FILTER (x.day >= m.day), 0)::DOUBLE AS spend,
                   coalesce(sum(x.orders) FILTER (x.day >= m.day), 0)::DOUBLE AS orders,
                   coalesce(sum(x.net) FILTER (x.day >= m.day), 0)::DOUBLE AS gross,
                   coalesce(sum(x.returned) FILTER (x.day >= m.day), 0)::DOUBLE AS returned
            FROM m LEFT JOIN moved x ON x.customer = m.customer AND x.day >= m.day - $days AND x.day < m.day + $days
            GROUP BY m.customer, m.held_out, m.day
        )
        SELECT held_out, known, count(*) AS n,
               sum(spent), sum(spend), sum(spent * spent), sum(spend * spend), sum(spent * spend),
               sum(ordered), sum(orders), sum(ordered * ordered), sum(orders * orders), sum(ordered * orders),
               sum(gross), sum(returned), sum(gross * gross), sum(returned * returned), sum(gross * returned)
        FROM units GROUP BY ALL
        """;

    private const string Given = """
        WITH o AS (SELECT * FROM offered($program, $as_of) WHERE offer = $offer AND customer IS NOT NULL),
        entered AS (SELECT customer, min(day) AS day FROM o GROUP BY customer)
        SELECT coalesce(sum(o.amount), 0)::DOUBLE, min(e.day)
        FROM entered e LEFT JOIN o ON o.customer = e.customer AND o.state = 'given' AND o.currency = $money AND o.day < e.day + $days
        WHERE e.day <= $as_of - $days AND e.day >= (SELECT min(day) FROM o WHERE state = 'withheld')
          AND e.customer NOT IN (SELECT customer FROM enrolled($program, $as_of) WHERE held_out)
        """;

    /// <summary>What was taken off for one order more; null where no more orders are seen.</summary>
    public double? CostPerExtraOrder => Effect.Orders.Verdict.Effect?.Estimate.Value is > 0 and var more ? GivenAway / more : null;

    /// <summary>Null while an arm has fewer than two customers whose days are over.</summary>
    /// <param name="share">Of customers who go without, as the definition says.</param>
    /// <param name="withheld">The offer in the words of people.</param>
    public static OfferEffect? Of(
        FactsFile facts, string program, DateOnly asOf, string offer, double share, string withheld, double smallest, Currency currency)
    {
        (string, object?)[] about = [("program", program), ("as_of", asOf), ("offer", offer), ("days", Days), ("money", currency.Code)];
        HoldoutEffect.ArmSums held, others;
        using (var reader = facts.Select(Arms, about))
            (held, others) = HoldoutEffect.Read(reader);
        var (without, with) = (held.Spend.Raw.N, others.Spend.Raw.N);
        if (without < 2 || with < 2)
            return null;
        var plan = new HoldoutPlan
        {
            Withheld = withheld,
            Share = share,
            SmallestThatMatters = smallest,
            PlannedUnits = without + with,
            Days = Days,
        };
        long[] assigned = [without, with];
        var guard = new Guardrail("returned", others.Returned.Ratio(), held.Returned.Ratio(), HigherIsWorse: true, HoldoutEffect.ToleratedReturns);
        using var given = facts.Select(Given, about);
        given.Read();
        var effect = new HoldoutEffect(plan, given.GetDateOnly(1), asOf, assigned,
            HoldoutEffect.Judge("spend", plan, assigned, false, held.Spend, others.Spend, currency.Scale, [guard]),
            HoldoutEffect.Judge("orders", plan, assigned, false, held.Orders, others.Orders, 1, []));
        return new OfferEffect(offer, effect, given.GetDouble(0) / with / currency.Scale);
    }
}
