namespace Laurel.Insight.Questions;

/// <summary>What opened for members: for how many in each period for the first time, of all who had joined by its end.</summary>
/// <param name="what">The dimension: what can open.</param>
public abstract class FirstUnlocks(string what) : HoldingQuestion
{
    public override IReadOnlyList<string> Dimensions { get; } = ["period", what];

    public override IReadOnlyList<Measure> Measures { get; } = [new("unlocked", Unit.Share)];

    /// <summary>Selects customer, what opened and the day on which it first did.</summary>
    private protected abstract string Opened { get; }

    internal override string Sql => $"""
        WITH opened AS ({Opened}),
        counted AS (SELECT start_of($step, day) AS started, {what}, count(*) AS total FROM opened GROUP BY ALL),
        there AS (
            SELECT p.started, p.period, p.mature, coalesce(sum(j.n), 0)::BIGINT AS members
            FROM periods($step, $since, $as_of) p
            LEFT JOIN (SELECT day, count(*) AS n FROM joined($program, $as_of) GROUP BY day) j ON j.day < p.ended
            GROUP BY ALL
        )
        SELECT t.period, l.{what}, coalesce(c.total, 0) AS total, t.members AS n, t.mature
        FROM there t CROSS JOIN (SELECT DISTINCT {what} FROM opened) l
        LEFT JOIN counted c ON c.started = t.started AND c.{what} = l.{what}
        ORDER BY t.started, l.{what}
        """;
}
