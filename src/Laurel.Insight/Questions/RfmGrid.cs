namespace Laurel.Insight.Questions;

/// <summary>How many customers there are at each score of recency and frequency, and what they spent after returns on average.</summary>
public sealed class RfmGrid : Question
{
    private const int Scores = 5;

    public override string Id => "rfm-grid";

    public override IReadOnlyList<string> Dimensions => ["recency", "frequency"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("customers", Unit.Count), new("average_spend", Unit.Money)];

    public override string Window => "whole";

    public override string Maturity => "none";

    internal override string Sql => """
        WITH amounts AS MATERIALIZED (
            SELECT recency, frequency, kept FROM rfm_amounts($program, $as_of, $money)
        ), total AS (
            SELECT count(*) AS n FROM amounts
        ), recencies AS (
            SELECT recency, CAST(1 + floor(5 * (sum(n) OVER (ORDER BY recency DESC) - n) / (SELECT n FROM total)) AS INTEGER) AS score
            FROM (SELECT recency, count(*) AS n FROM amounts GROUP BY recency)
        ), frequencies AS (
            SELECT frequency, CAST(1 + floor(5 * (sum(n) OVER (ORDER BY frequency) - n) / (SELECT n FROM total)) AS INTEGER) AS score
            FROM (SELECT frequency, count(*) AS n FROM amounts GROUP BY frequency)
        ), grid AS (
            SELECT r.score AS recency_score, f.score AS frequency_score, count(*) AS n, sum(kept)::BIGINT AS amount, sum(kept::DOUBLE * kept) AS squares
            FROM amounts a JOIN recencies r USING (recency) JOIN frequencies f USING (frequency) GROUP BY ALL
        )
        SELECT recency_score AS recency, frequency_score AS frequency, m.measure,
               CASE m.measure WHEN 'customers' THEN n ELSE amount END AS total,
               CASE m.measure WHEN 'average_spend' THEN n END AS n, CASE m.measure WHEN 'average_spend' THEN squares END AS squares
        FROM grid CROSS JOIN (VALUES (1, 'customers'), (2, 'average_spend')) m(place, measure)
        ORDER BY recency DESC, frequency, m.place
        """;

    /// <summary>Quintiles need five different values; with fewer, scores are missing and the grid says so.</summary>
    internal override Answer Judge(Answer answer)
    {
        var scores = answer.Figures.Select(f => f.Keys[1]).Distinct().Count();
        return scores is > 0 and < Scores ? answer with { Remarks = [new("few-scores", "scores", scores)] } : answer;
    }
}
