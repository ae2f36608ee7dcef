using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;
using Laurel.Insight.Statistics;

namespace Laurel.Insight.Effects;

/// <summary>
/// Share of members who had collected enough for a reward within so many days of joining, of those who joined at least that long before
/// the as-of day. What is still pending counts: it is collected.
/// </summary>
/// <param name="Reached">Members who did.</param>
/// <param name="Members">Members who could have.</param>
public sealed record FirstReward(int Days, long Reached, long Members)
{
    private const string Sql = """
        WITH m AS (SELECT member, min(day) AS day FROM members WHERE program = $program AND day < $as_of - $days AND day >= $since GROUP BY member),
        run AS (
            SELECT v.member, v.day, sum(v.amount) OVER (PARTITION BY v.member ORDER BY v.seq, v.number) AS balance
            FROM movements v WHERE v.program = $program AND v.unit = $unit AND v.day < $as_of
        ), best AS (
            SELECT m.member, max(r.balance) FILTER (r.day <= m.day + $days) AS balance FROM m LEFT JOIN run r USING (member) GROUP BY m.member
        )
        SELECT count(*) FILTER (balance >= $cost), count(*) FROM best
        """;

    public double? Share => Members > 0 ? (double)Reached / Members : null;

    public Interval? Between => Members > 0 && Wilson.Of(Reached, Members) is var share ? new Interval(share.Low, share.High) : null;

    /// <param name="cost">In the unit's smallest part.</param>
    /// <param name="since">Only who joined on this day or later; null is everybody.</param>
    public static FirstReward Of(FactsFile facts, string program, DateOnly asOf, string unit, long cost, int days, DateOnly? since = null)
    {
        using var reader = facts.Select(Sql, ("program", program), ("as_of", asOf), ("unit", unit), ("cost", cost), ("days", days),
            ("since", since ?? new DateOnly(1900, 1, 1)));
        return reader.Read() ? new FirstReward(days, reader.GetInt64(0), reader.GetInt64(1)) : new FirstReward(days, 0, 0);
    }
}
