namespace Laurel.Insight.Questions;

/// <summary>Requests of customers: hours until the first answer and until they were solved, and how many were in time.</summary>
/// <param name="hours">A request answered within so many hours is answered in time.</param>
/// <param name="days">A request solved within so many days is solved in time.</param>
public sealed class RequestTimes(int hours = 24, int days = 7) : ProgramQuestion
{
    public override bool NeedsMembers => false;

    public override string Id => "request-times";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("requests", Unit.Count), new("first_answer", Unit.Hours), new("answered_in_time", Unit.Share), new("solution", Unit.Hours),
        new("solved_in_time", Unit.Share),
    ];

    public override string Maturity => "requests";

    public override IReadOnlyList<(string Name, object? Value)> Parameters { get; } = [("hours", hours), ("days", days)];

    // A solution is an answer; a step that is recorded as before the opening took no time.
    internal override string Sql => """
        WITH known AS (
            SELECT request, min(moment) FILTER (step = 'opened') AS opened, min(day) FILTER (step = 'opened') AS day,
                   min(moment) FILTER (step IN ('answered', 'solved')) AS answered, min(moment) FILTER (step = 'solved') AS solved
            FROM cases c WHERE program = $program AND day < $as_of
              AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = $program AND x.customer = c.customer)
            GROUP BY request
        ), timed AS (
            SELECT start_of($step, day) AS started, CASE WHEN answered IS NOT NULL THEN greatest(0, date_diff('second', opened, answered)) / 3600::DOUBLE END AS answer,
                   CASE WHEN solved IS NOT NULL THEN greatest(0, date_diff('second', opened, solved)) / 3600::DOUBLE END AS solution
            FROM known WHERE opened IS NOT NULL
        ), sums AS (
            SELECT started, count(*) AS n, count(*) FILTER (answer <= $hours) AS answered, count(*) FILTER (solution <= 24 * $days) AS solved,
                   list_sort(list(answer) FILTER (answer IS NOT NULL)) AS answers, list_sort(list(solution) FILTER (solution IS NOT NULL)) AS solutions
            FROM timed GROUP BY started
        )
        SELECT p.period, m.measure, p.mature AND (m.place < 3 OR p.ended + $days <= $as_of) AS mature,
               CASE m.measure WHEN 'requests' THEN coalesce(s.n, 0) WHEN 'answered_in_time' THEN coalesce(s.answered, 0)
                   WHEN 'solved_in_time' THEN coalesce(s.solved, 0) END AS total,
               CASE m.measure WHEN 'requests' THEN NULL ELSE coalesce(
                   CASE m.measure WHEN 'first_answer' THEN len(s.answers) WHEN 'solution' THEN len(s.solutions) ELSE s.n END, 0) END AS n,
               CASE m.measure WHEN 'first_answer' THEN list_median(s.answers) WHEN 'solution' THEN list_median(s.solutions) END::DOUBLE AS value,
               CASE m.measure WHEN 'first_answer' THEN middle_low(s.answers) WHEN 'solution' THEN middle_low(s.solutions) END::DOUBLE AS low,
               CASE m.measure WHEN 'first_answer' THEN middle_high(s.answers) WHEN 'solution' THEN middle_high(s.solutions) END::DOUBLE AS high
        FROM periods($step, $since, $as_of) p LEFT JOIN sums s USING (started)
        CROSS JOIN (VALUES (1, 'requests'), (3, 'first_answer'), (4, 'answered_in_time'), (5, 'solution'), (6, 'solved_in_time')) m(place, measure)
        ORDER BY p.started, m.place
        """;
}
