using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;
using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Effects;

/// <summary>One metric of a holdout, judged.</summary>
/// <param name="Metric">spend (major units of the currency) or orders, per member in the window.</param>
/// <param name="Treated">Everybody assigned to get the extras, after what their past explains was taken out.</param>
/// <param name="VarianceKept">Variance left after that, 1 is all of it.</param>
public sealed record HoldoutMetric(string Metric, ArmMean Treated, ArmMean Control, double VarianceKept, ExperimentVerdict Verdict)
{
    /// <summary>The smallest visible difference as a share of the control mean; null where that is 0.</summary>
    public double? SmallestVisibleShare => Control.Mean > 0 ? Verdict.SmallestVisible / Control.Mean : null;
}

/// <summary>
/// What the extras (offers, messages, surprises) change: members who get them against a random group that does not. All who were assigned
/// before the window are counted, whether the extras reached them or not.
/// </summary>
/// <param name="Assigned">Members ever assigned: holdout first, then all others.</param>
/// <param name="Spend">The metric named beforehand; its verdict is the verdict.</param>
/// <param name="Orders">Looked at beside it.</param>
/// <remarks>
/// Welch on spend adjusted by spend before joining (CUPED, Deng et al. 2013); always-valid intervals while it runs. The facts know no
/// households: members of one are taken as independent, which makes the interval a little too narrow where households are large.
/// </remarks>
public sealed record HoldoutEffect(
    HoldoutPlan Plan, DateOnly From, DateOnly AsOf, IReadOnlyList<long> Assigned, HoldoutMetric Spend, HoldoutMetric Orders)
{
    internal const double ToleratedReturns = 0.01;

    private const string Arms = """
        WITH m AS (SELECT customer, day, held_out FROM enrolled($program, $as_of) WHERE day < $since),
        now AS (
            SELECT customer, sum(net) AS net, count(*) AS orders FROM bought($program, $as_of, $money)
            WHERE day >= $since AND customer IS NOT NULL GROUP BY customer
        ), back AS (
            SELECT customer, sum(net) AS net FROM brought_back($program, $as_of, $money)
            WHERE day >= $since AND customer IS NOT NULL GROUP BY customer
        ), past AS (
            SELECT b.customer, sum(b.net) FILTER (b.day >= m.day - $days) AS net, count(*) FILTER (b.day >= m.day - $days) AS orders
            FROM bought($program, $as_of, $money) b JOIN m USING (customer) WHERE b.day < m.day GROUP BY b.customer
        ), units AS (
            SELECT m.held_out, p.customer IS NOT NULL AS known, coalesce(p.net, 0)::DOUBLE AS spent, coalesce(p.orders, 0)::DOUBLE AS ordered,
                   (coalesce(n.net, 0) - coalesce(b.net, 0))::DOUBLE AS spend, coalesce(n.orders, 0)::DOUBLE AS orders,
                   coalesce(n.net, 0)::DOUBLE AS gross, coalesce(b.net, 0)::DOUBLE AS returned
            FROM m LEFT JOIN now n USING (customer) LEFT JOIN back b USING (customer) LEFT JOIN past p USING (customer)
        )
        SELECT held_out, known, count(*) AS n,
               sum(spent), sum(spend), sum(spent * spent), sum(spend * spend), sum(spent * spend),
               sum(ordered), sum(orders), sum(ordered * ordered), sum(orders * orders), sum(ordered * orders),
               sum(gross), sum(returned), sum(gross * gross), sum(returned * returned), sum(gross * returned)
        FROM units GROUP BY ALL
        """;

    /// <summary>Null while nobody is held out, or an arm has fewer than two members who joined before the window.</summary>
    public static HoldoutEffect? Of(FactsFile facts, string program, DateOnly asOf, HoldoutPlan plan, Currency currency)
    {
        var end = plan.Ends is { } last && last < asOf ? last : asOf;
        var from = end.AddDays(-plan.Days);
        var (held, others) = Read(facts, program, end, from, plan.Days, currency.Code);
        if (held.Spend.Raw.N < 2 || others.Spend.Raw.N < 2)
            return null;
        var assigned = ReadAssigned(facts, program, end);
        var ended = plan.Ends is { } day && day <= asOf;
        var guard = new Guardrail("returned", others.Returned.Ratio(), held.Returned.Ratio(), HigherIsWorse: true, ToleratedReturns);
        var spend = Judge("spend", plan, assigned, ended, held.Spend, others.Spend, currency.Scale, [guard]);
        return new HoldoutEffect(plan, from, end, assigned, spend, Judge("orders", plan, assigned, ended, held.Orders, others.Orders, 1, []));
    }

    internal static HoldoutMetric Judge(
        string metric, HoldoutPlan plan, long[] assigned, bool ended, CovariateArm held, CovariateArm others, double scale, Guardrail[] guards)
    {
        var arms = Cuped.Adjust(held, others);
        var (control, treated) = (Scaled(arms.Arms[0], scale), Scaled(arms.Arms[1], scale));
        var verdict = Verdicts.Of(
            new ExperimentPlan
            {
                Withheld = plan.Withheld,
                PlannedUnits = plan.PlannedUnits,
                SmallestThatMatters = Math.Max(plan.SmallestThatMatters * Math.Abs(control.Mean), 1e-9),
                Shares = [plan.Share, 1 - plan.Share],
                Looking = Looking.Always,
            },
            new ExperimentReading { Treated = treated, Control = control, Assigned = assigned, Ended = ended, Guardrails = guards });
        return new HoldoutMetric(metric, treated, control, arms.VarianceKept, verdict);
    }

    private static ArmMean Scaled(ArmMean arm, double scale) => new(arm.N, arm.Mean / scale, arm.Variance / scale / scale);

    private static (ArmSums Held, ArmSums Others) Read(
        FactsFile facts, string program, DateOnly asOf, DateOnly since, int days, string currency)
    {
        using var reader = facts.Select(
            Arms, ("program", program), ("as_of", asOf), ("since", since), ("days", days), ("money", currency));
        return Read(reader);
    }

    /// <summary>Rows of an arm, whether the past is known, n, and three times Σx, Σy, Σx², Σy², Σxy: spend, orders, returns.</summary>
    internal static (ArmSums Held, ArmSums Others) Read(DuckDBDataReader reader)
    {
        var (held, others) = (new ArmSums(), new ArmSums());
        while (reader.Read())
        {
            var arm = reader.GetBoolean(0) ? held : others;
            var (known, n) = (reader.GetBoolean(1), reader.GetInt64(2));
            PairedSummary Pair(int at) => new(n, reader.GetDouble(at), reader.GetDouble(at + 1), reader.GetDouble(at + 2),
                reader.GetDouble(at + 3), reader.GetDouble(at + 4));
            arm.Spend = Add(arm.Spend, Pair(3), known);
            arm.Orders = Add(arm.Orders, Pair(8), known);
            arm.Returned += Pair(13);
        }
        return (held, others);
    }

    private static CovariateArm Add(CovariateArm arm, PairedSummary sums, bool known) => known
        ? arm with { Known = arm.Known + sums }
        : arm with { Unknown = arm.Unknown + sums.Y };

    private static long[] ReadAssigned(FactsFile facts, string program, DateOnly asOf)
    {
        const string sql = "SELECT count(*) FILTER (held_out), count(*) FILTER (NOT held_out) FROM enrolled($program, $as_of)";
        using var reader = facts.Select(sql, ("program", program), ("as_of", asOf));
        return reader.Read() ? [reader.GetInt64(0), reader.GetInt64(1)] : [0, 0];
    }

    internal sealed class ArmSums
    {
        public CovariateArm Spend { get; set; }
        public CovariateArm Orders { get; set; }

        /// <summary>x = bought, y = brought back.</summary>
        public PairedSummary Returned { get; set; }
    }
}
