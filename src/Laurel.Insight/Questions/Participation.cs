namespace Laurel.Insight.Questions;

/// <summary>
/// Share of members who take part: enough active days after the day of joining within the last twelve months, and in enough of the last six
/// months; of those who joined at least six months ago.
/// </summary>
/// <param name="days">Active days (a visit or a reward taken), at least 1.</param>
/// <param name="months">Of the last six, 1 to 6.</param>
public sealed class Participation(int days = 3, int months = 3) : Question
{
    public override string Id => "participation";

    public override IReadOnlyList<Measure> Measures { get; } = [new("participating", Unit.Share)];

    public override string Window => "last-year";

    public override string Maturity => "six-months-enrolled";

    public override bool NeedsMembers => true;

    public override IReadOnlyList<(string Name, object? Value)> Parameters { get; } = [("days", days), ("months", months)];

    internal override string Sql => """
        WITH old_enough AS (
            SELECT count(*) AS n FROM joined($program, $as_of) WHERE day <= CAST($as_of - to_months(6) AS DATE)
        ), days AS (
            SELECT DISTINCT customer, day FROM activities($program, $as_of)
            WHERE joined <= CAST($as_of - to_months(6) AS DATE) AND day > joined AND day >= CAST($as_of - to_years(1) AS DATE)
        ), active AS (
            SELECT customer, count(*) AS days,
                   bit_count(bit_or(CASE WHEN day >= CAST($as_of - to_months(6) AS DATE) THEN (1 << date_sub('month', day + 1, $as_of)::INTEGER) ELSE 0 END)) AS months
            FROM days GROUP BY customer
        )
        SELECT count(*) FILTER (days >= $days AND months >= $months) AS total, (SELECT n FROM old_enough) AS n, (SELECT n FROM old_enough) > 0 AS mature FROM active
        """;
}
