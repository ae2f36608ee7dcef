namespace Laurel.Insight.Questions;

/// <summary>Of those who bought in a period, the share who bought again in the same period a year later.</summary>
public sealed class RetentionStrict : Question
{
    public override string Id => "retention-strict";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("retained", Unit.Share)];

    public override string Window => "year-on-year";

    public override string Maturity => "year-on-year";

    public override PeriodUnit DefaultStep => PeriodUnit.Quarter;

    internal override string Sql => """
        WITH active AS (
            SELECT customer, (year(day) * 12 + month(day) - 1) // months_in($step) AS place
            FROM customer_days
            WHERE program = $program AND day < $as_of
              AND (previous IS NULL OR (year(previous) * 12 + month(previous) - 1) // months_in($step) < (year(day) * 12 + month(day) - 1) // months_in($step))
        ), sizes AS (
            SELECT place, count(*) AS n FROM active GROUP BY place
        ), again AS (
            SELECT now.place, count(*) AS n FROM active now
            JOIN active past ON past.customer = now.customer AND past.place = now.place - 12 // months_in($step) GROUP BY now.place
        ), placed AS (
            SELECT *, (year(started) * 12 + month(started) - 1) // months_in($step) AS place FROM periods($step, $since, $as_of)
        )
        SELECT p.period, coalesce(again.n, 0) AS total, coalesce(past.n, 0) AS n,
               p.mature AND seen_from(year_before(p.started), $since) AS mature
        FROM placed p
        LEFT JOIN sizes past ON past.place = p.place - 12 // months_in($step)
        LEFT JOIN again ON again.place = p.place
        WHERE year_before(p.started) >= start_of($step, $since)
        ORDER BY p.started
        """;
}
