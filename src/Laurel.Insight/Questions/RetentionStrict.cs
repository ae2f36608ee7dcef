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
            SELECT DISTINCT customer, start_of($step, day) AS started FROM buying_days($program, $as_of)
        )
        SELECT p.period, count(now.customer) AS total, count(past.customer) AS n,
               any_value(p.mature) AND seen_from(year_before(p.started), $since) AS mature
        FROM periods($step, $since, $as_of) p
        LEFT JOIN active past ON past.started = year_before(p.started)
        LEFT JOIN active now ON now.started = p.started AND now.customer = past.customer
        WHERE year_before(p.started) >= start_of($step, $since)
        GROUP BY p.period, p.started
        ORDER BY p.started
        """;
}
