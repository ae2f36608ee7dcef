namespace Laurel.Insight.Questions;

/// <summary>Visits for each customer of a month, and the share of them who came at least so often.</summary>
/// <param name="visits">At least 2.</param>
public sealed class VisitFrequency(int visits = 2) : Question
{
    public override string Id => "visit-frequency";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("visits_per_customer", Unit.Mean), new("came_often", Unit.Share)];

    public override string Window => "month";

    public override string Maturity => "period";

    public override IReadOnlyList<(string Name, object? Value)> Parameters { get; } = [("visits", visits)];

    internal override string Sql => """
        WITH counted AS (
            SELECT month AS started, visits, sum(change) AS customers FROM visit_counts WHERE program = $program AND day < $as_of GROUP BY ALL
        ), months AS (
            SELECT started, sum(customers)::BIGINT AS customers, sum(visits * customers)::BIGINT AS visits,
                   sum(visits * visits * customers)::DOUBLE AS squares, coalesce(sum(customers) FILTER (visits >= $visits), 0)::BIGINT AS often
            FROM counted GROUP BY started
        )
        SELECT p.period, measure, mature, coalesce(CASE measure WHEN 'came_often' THEN often ELSE visits END, 0) AS total,
               coalesce(customers, 0) AS n, CASE measure WHEN 'visits_per_customer' THEN squares END AS squares
        FROM periods('month', $since, $as_of) p LEFT JOIN months USING (started)
        CROSS JOIN (VALUES ('visits_per_customer'), ('came_often')) m(measure)
        ORDER BY started, measure DESC
        """;
}
