namespace Laurel.Insight.Questions;

/// <summary>
/// Members who answered in the last year by two things: whether they are loyal (would buy again, 4 or 5 of 5; where that was not asked, enough
/// visits in twelve months) and whether they are satisfied (4 or 5 of 5).
/// </summary>
/// <param name="visits">In twelve months, at least 1.</param>
public sealed class LoyalAndSatisfied(int visits = 3) : ProgramQuestion
{
    public override string Id => "loyal-and-satisfied";

    public override IReadOnlyList<string> Dimensions => ["loyal", "satisfied"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("members", Unit.Share)];

    public override string Window => "last-year";

    public override string Maturity => "none";

    public override IReadOnlyList<(string Name, object? Value)> Parameters { get; } = [("visits", visits)];

    internal override string Sql => """
        WITH last AS (
            SELECT customer, arg_max(answer, seq) FILTER (question = 'satisfied') AS satisfied,
                   arg_max(answer, seq) FILTER (question = 'again') AS again
            FROM answered($program, $as_of) WHERE day >= year_before($as_of) GROUP BY customer
        ), seen AS (
            SELECT customer, count(*) AS visits FROM visits($program, $as_of) WHERE day >= year_before($as_of) GROUP BY customer
        ), placed AS (
            SELECT CASE WHEN coalesce(again >= 4, coalesce(s.visits, 0) >= $visits) THEN 'yes' ELSE 'no' END AS loyal,
                   CASE WHEN satisfied >= 4 THEN 'yes' ELSE 'no' END AS satisfied
            FROM last LEFT JOIN seen s USING (customer) WHERE satisfied IS NOT NULL
        )
        SELECT l.word AS loyal, s.word AS satisfied, count(p.loyal) AS total, (SELECT count(*) FROM placed) AS n
        FROM (VALUES (1, 'yes'), (2, 'no')) l(place, word) CROSS JOIN (VALUES (1, 'yes'), (2, 'no')) s(place, word)
        LEFT JOIN placed p ON p.loyal = l.word AND p.satisfied = s.word
        GROUP BY l.place, l.word, s.place, s.word
        ORDER BY l.place, s.place
        """;
}
