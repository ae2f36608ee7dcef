namespace Laurel.Insight.Questions;

/// <summary>Share of first-time buyers who bought again on a later day within so many days.</summary>
/// <param name="days">At least 1.</param>
public sealed class RepeatPurchaseRate(int days = 90) : Question
{
    public override string Id => "repeat-purchase-rate";

    public override IReadOnlyList<string> Dimensions => ["cohort"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("came_again", Unit.Share)];

    public override string Window => "after-first";

    public override string Maturity => "days-after-first";

    public override IReadOnlyList<(string Name, object? Value)> Parameters { get; } = [("days", days)];

    internal override string Sql => """
        WITH firsts AS (
            SELECT customer, day FROM customer_days WHERE program = $program AND day < $as_of AND nth = 1
        ), seconds AS (
            SELECT first AS day, count(*) AS came FROM customer_days
            WHERE program = $program AND day < $as_of AND nth = 2 AND day <= first + $days GROUP BY first
        ), judged AS (
            SELECT f.day, start_of($step, f.day) AS started, f.day + $days < $as_of AS ripe, f.n, coalesce(s.came, 0) AS came
            FROM (SELECT day, count(*) AS n FROM firsts GROUP BY day) f LEFT JOIN seconds s USING (day)
        )
        SELECT label($step, started) AS cohort, sum(came)::BIGINT AS total, sum(n)::BIGINT AS n,
               later($step, started) + $days <= $as_of AS mature, started
        FROM judged GROUP BY started
        UNION ALL SELECT NULL, coalesce(sum(came), 0)::BIGINT, coalesce(sum(n), 0)::BIGINT, count(*) > 0, NULL FROM judged WHERE ripe
        ORDER BY started NULLS FIRST
        """;
}
