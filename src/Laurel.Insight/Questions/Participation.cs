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
            SELECT customer, day AS joined FROM joined($program, $as_of) WHERE day <= CAST($as_of - to_months(6) AS DATE)
        ), active AS (
            SELECT m.customer, count(DISTINCT a.day) AS days,
                   count(DISTINCT date_sub('month', a.day + 1, $as_of)) FILTER (a.day >= CAST($as_of - to_months(6) AS DATE)) AS months
            FROM old_enough m
            LEFT JOIN activities($program, $as_of) a
                ON a.customer = m.customer AND a.day > m.joined AND a.day >= CAST($as_of - to_years(1) AS DATE)
            GROUP BY m.customer
        )
        SELECT count(*) FILTER (days >= $days AND months >= $months) AS total, count(*) AS n, count(*) > 0 AS mature FROM active
        """;
}
