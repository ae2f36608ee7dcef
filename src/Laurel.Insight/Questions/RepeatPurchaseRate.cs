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
        WITH judged AS (
            SELECT start_of($step, f.day) AS started, f.day + $days < $as_of AS ripe, min(b.day) <= f.day + $days AS came
            FROM first_days($program, $as_of) f
            LEFT JOIN buying_days($program, $as_of) b ON b.customer = f.customer AND b.day > f.day
            GROUP BY f.customer, f.day
        )
        SELECT label($step, started) AS cohort, count(*) FILTER (came) AS total, count(*) AS n,
               later($step, started) + $days <= $as_of AS mature, started
        FROM judged GROUP BY started
        UNION ALL SELECT NULL, count(*) FILTER (came), count(*), count(*) > 0, NULL FROM judged WHERE ripe
        ORDER BY started NULLS FIRST
        """;
}
