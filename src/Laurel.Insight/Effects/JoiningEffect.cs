using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;

namespace Laurel.Insight.Effects;

/// <summary>
/// What joining the program changes, where nobody was randomised: each month's joiners against those who joined later, all of them known
/// before anybody could join, so that coming and going moves all of them alike.
/// </summary>
/// <param name="Metric">spend (major units of the currency) or orders, per customer and month.</param>
/// <param name="Effects">Callaway and Sant'Anna (2021), not yet joined as controls; rung C when trends agreed before, else D.</param>
/// <param name="Expected">What joiners would have come to without joining: their mean after joining less the effect.</param>
/// <remarks>Who buys on the day of joining buys in the month of joining; the caution of a spike tells where that carries the figure. With
/// never-joiners as controls the season would be taken for an effect: who likes to join buys more and swings more.</remarks>
public sealed record JoiningEffect(string Metric, StaggeredEffects Effects, double Expected)
{
    public const string Spend = "spend";
    public const string Orders = "orders";
    private const int FewestJoiners = 30;
    private const int Draws = 200;

    /// <summary>More units than this are thinned by a hash of their id: the interval is narrow enough, and the page quick enough.</summary>
    private const int MostUnits = 8_000;

    private const string Months = """
        WITH joined AS (SELECT customer, day FROM joined($program, $until)),
        known AS (
            SELECT j.customer, j.day FROM joined j JOIN first_days($program, $until) f USING (customer)
            WHERE f.day < (SELECT start_of('month', min(day)) FROM joined) AND start_of('month', j.day) > $first
        ), chosen AS (
            SELECT customer, day FROM known
            WHERE hash(customer) % greatest(1, (SELECT count(*) FROM known) // $most) = 0
        ), moved AS (
            SELECT customer, day, net, 1 AS orders FROM bought($program, $until, $money)
            UNION ALL SELECT customer, day, -net, 0 FROM brought_back($program, $until, $money)
        ), bought_in AS (
            SELECT c.customer, date_diff('month', $first, b.day)::INTEGER AS month, sum(b.net)::DOUBLE AS spend, sum(b.orders)::DOUBLE AS orders
            FROM chosen c JOIN moved b ON b.customer = c.customer
            WHERE b.day >= $first GROUP BY ALL
        )
        SELECT c.customer::VARCHAR, m.month, CASE WHEN $metric = 'spend' THEN coalesce(b.spend, 0) ELSE coalesce(b.orders, 0) END AS outcome,
               date_diff('month', $first, c.day)::INTEGER AS joined
        FROM chosen c CROSS JOIN (SELECT unnest(range(0, $months))::INTEGER AS month) m
        LEFT JOIN bought_in b ON b.customer = c.customer AND b.month = m.month
        """;

    /// <summary>Relative to <see cref="Expected"/>, with its interval; null where that is not above 0.</summary>
    public (double Value, Interval Interval)? Relative => Expected > 0
        ? (Effects.ByGroup.Overall.Value / Expected, Effects.ByGroup.Overall.Interval.Times(1 / Expected))
        : null;

    /// <summary>
    /// Null while fewer than 30 people joined who were known before, or no month of joining can be compared with later joiners.
    /// </summary>
    /// <param name="since">The first day the facts know of; the month it lies in is left out unless it begins it.</param>
    public static JoiningEffect? Of(FactsFile facts, string program, DateOnly since, DateOnly asOf, string metric, Currency currency)
    {
        var first = since.Day == 1 ? since : new DateOnly(since.Year, since.Month, 1).AddMonths(1);
        var until = new DateOnly(asOf.Year, asOf.Month, 1);
        var months = (until.Year - first.Year) * 12 + until.Month - first.Month;
        if (months < 3)
            return null;
        var rows = Read(facts, program, first, until, months, metric, metric == Spend ? currency.Scale : 1, currency.Code);
        if (rows.Select(r => r.Unit).Distinct().Count() < FewestJoiners)
            return null;
        try
        {
            var panel = Panel.Of(rows);
            var effects = StaggeredDifference.Estimate(panel, new() { ComparedWith = ComparedWith.NotYetJoined, Draws = Draws });
            var after = rows.Where(r => r.Period >= r.JoinedIn).Average(r => r.Outcome);
            return new JoiningEffect(metric, effects, after - effects.ByGroup.Overall.Value);
        }
        catch (UnusableSampleException)
        {
            return null;
        }
    }

    private static List<PanelRow> Read(
        FactsFile facts, string program, DateOnly first, DateOnly until, int months, string metric, double scale, string currency)
    {
        using var reader = facts.Select(Months, ("program", program), ("until", until), ("first", first), ("months", months),
            ("metric", metric), ("money", currency), ("most", MostUnits));
        var rows = new List<PanelRow>();
        while (reader.Read())
            rows.Add(new PanelRow(reader.GetString(0), reader.GetInt32(1), reader.GetDouble(2) / scale, reader.GetInt32(3)));
        return rows;
    }
}
