namespace Laurel.Insight.Questions;

/// <summary>Recency, frequency and monetary value of all customers on the as-of day, in summary.</summary>
public sealed class Rfm : Question
{
    public override string Id => "rfm";

    public override IReadOnlyList<string> Dimensions => ["amounts"];

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("customers", Unit.Count), new("recency_median", Unit.Days), new("recency_mean", Unit.Days), new("frequency_mean", Unit.Mean),
        new("frequency_max", Unit.Count), new("one_time_buyers", Unit.Share),
        new("monetary_sum", Unit.Money), new("monetary_mean", Unit.Money),
        new("monetary_median", Unit.Money), new("monetary_cut_20", Unit.Money), new("monetary_cut_40", Unit.Money),
        new("monetary_cut_60", Unit.Money), new("monetary_cut_80", Unit.Money), new("top_fifth_share", Unit.Ratio),
    ];

    public override string Window => "whole";

    public override string Maturity => "none";

    internal override string Sql => """
        WITH customers AS MATERIALIZED (SELECT * FROM rfm_amounts($program, $as_of, $money)),
        amounts AS (
            SELECT 'as_bought' AS kind, bought AS amount FROM customers
            UNION ALL SELECT 'after_returns', kept FROM customers
        ), ranked AS (
            SELECT kind, amount, count(*) AS many,
                   (sum(count(*)) OVER (PARTITION BY kind ORDER BY amount DESC))::BIGINT - many AS before,
                   ceil((sum(count(*)) OVER (PARTITION BY kind))::BIGINT / 5)::BIGINT AS fifth
            FROM amounts GROUP BY kind, amount
        ), top AS (
            SELECT kind, sum(amount * least(many, greatest(fifth - before, 0))) AS top_fifth FROM ranked GROUP BY kind
        ), measured AS (
            SELECT kind, count(*) AS n, sum(amount) AS amount, sum(amount::DOUBLE * amount) AS squares,
                   quantile_cont(amount::DOUBLE, [0.2, 0.4, 0.5, 0.6, 0.8]) AS cuts
            FROM amounts GROUP BY kind
        ), money AS (
            SELECT *, cuts[1] AS c20, cuts[2] AS c40, cuts[3] AS middle, cuts[4] AS c60, cuts[5] AS c80
            FROM measured JOIN top USING (kind)
        ), people AS (
            SELECT count(*) AS n, median(recency) AS middle, sum(recency) AS recency, sum(recency * recency)::DOUBLE AS recency_squares,
                   sum(frequency) AS orders, sum(frequency * frequency)::DOUBLE AS order_squares, max(frequency) AS most,
                   count(*) FILTER (frequency = 1) AS once
            FROM customers
        )
        SELECT NULL AS amounts, 'customers' AS measure, n AS total, NULL AS n, NULL::DOUBLE AS value, NULL::DOUBLE AS squares FROM people
        UNION ALL SELECT NULL, 'recency_median', NULL, n, middle, NULL FROM people
        UNION ALL SELECT NULL, 'recency_mean', recency, n, NULL, recency_squares FROM people
        UNION ALL SELECT NULL, 'frequency_mean', orders, n, NULL, order_squares FROM people
        UNION ALL SELECT NULL, 'frequency_max', most, NULL, NULL, NULL FROM people
        UNION ALL SELECT NULL, 'one_time_buyers', once, n, NULL, NULL FROM people
        UNION ALL (
            SELECT m.kind, x.measure,
                   CASE WHEN x.measure IN ('monetary_sum', 'monetary_mean') THEN amount
                       WHEN x.measure = 'top_fifth_share' THEN top_fifth END,
                   CASE x.measure WHEN 'monetary_sum' THEN NULL WHEN 'top_fifth_share' THEN amount ELSE n END,
                   CASE x.measure WHEN 'monetary_median' THEN middle WHEN 'monetary_cut_20' THEN c20 WHEN 'monetary_cut_40' THEN c40
                       WHEN 'monetary_cut_60' THEN c60 WHEN 'monetary_cut_80' THEN c80 END,
                   CASE x.measure WHEN 'monetary_mean' THEN squares END
            FROM money m
            CROSS JOIN (VALUES (1, 'monetary_sum'), (2, 'monetary_mean'), (3, 'monetary_median'), (4, 'monetary_cut_20'),
                (5, 'monetary_cut_40'),
                (6, 'monetary_cut_60'), (7, 'monetary_cut_80'), (8, 'top_fifth_share')) x(place, measure)
            ORDER BY m.kind DESC, x.place
        )
        """;
}
