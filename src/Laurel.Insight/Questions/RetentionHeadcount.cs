namespace Laurel.Insight.Questions;

/// <summary>Customers of a period for each customer of the same period a year before; whoever they are, so it may exceed 100%.</summary>
public sealed class RetentionHeadcount : Question
{
    public override string Id => "retention-headcount";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("headcount", Unit.Ratio)];

    public override string Window => "year-on-year";

    public override string Maturity => "year-on-year";

    public override PeriodUnit DefaultStep => PeriodUnit.Quarter;

    internal override string Sql => """
        WITH active AS (
            SELECT started, sum(active)::BIGINT AS customers FROM counted_days($program, $as_of, $step) GROUP BY started
        )
        SELECT p.period, coalesce(now.customers, 0) AS total, coalesce(past.customers, 0) AS n,
               p.mature AND seen_from(year_before(p.started), $since) AS mature
        FROM periods($step, $since, $as_of) p
        LEFT JOIN active now USING (started)
        LEFT JOIN active past ON past.started = year_before(p.started)
        WHERE year_before(p.started) >= start_of($step, $since)
        ORDER BY p.started
        """;
}
