namespace Laurel.Insight.Questions;

/// <summary>Share of a period's customers who bought on at least two days of it.</summary>
public sealed class ReturningCustomers : Question
{
    public override string Id => "returning-customers";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("returning", Unit.Share)];

    public override string Window => "period";

    public override string Maturity => "period";

    public override PeriodUnit DefaultStep => PeriodUnit.Quarter;

    internal override string Sql => """
        WITH counted AS (
            SELECT started, sum(twice)::BIGINT AS twice, sum(active)::BIGINT AS active
            FROM counted_days($program, $as_of, $step) GROUP BY started
        )
        SELECT p.period, coalesce(c.twice, 0) AS total, coalesce(c.active, 0) AS n, p.mature
        FROM periods($step, $since, $as_of) p LEFT JOIN counted c USING (started)
        ORDER BY started
        """;
}
