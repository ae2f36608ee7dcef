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
            SELECT start_of($step, day) AS started, customer, count(*) AS days FROM buying_days($program, $as_of) GROUP BY ALL
        )
        SELECT p.period, count(*) FILTER (c.days > 1) AS total, count(c.customer) AS n, any_value(p.mature) AS mature
        FROM periods($step, $since, $as_of) p LEFT JOIN counted c USING (started)
        GROUP BY p.period, started
        ORDER BY started
        """;
}
