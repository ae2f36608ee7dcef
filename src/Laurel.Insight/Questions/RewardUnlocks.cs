using Laurel.Insight.Facts;

namespace Laurel.Insight.Questions;

/// <summary>Rewards and perks that opened for a member: how many in each period for the first time, of all who had joined by its end.</summary>
public sealed class RewardUnlocks : Question
{
    public override string Id => "reward-unlocks";

    public override IReadOnlyList<string> Dimensions => ["period", "reward"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("unlocked", Unit.Share)];

    public override string Window => "period";

    public override string Maturity => "period";

    public override bool NeedsMembers => true;

    public override bool IsOfProgram => true;

    public override Place Place => Place.Joined;

    public override PeriodUnit DefaultStep => PeriodUnit.Quarter;

    internal override string Sql => """
        WITH opened AS (
            SELECT start_of($step, day) AS started, reward, customer FROM unlocked_rewards($program, $as_of)
        ), counted AS (
            SELECT started, reward, count(*) AS total FROM opened GROUP BY ALL
        ), there AS (
            SELECT p.started, p.period, p.mature, coalesce(sum(j.n), 0)::BIGINT AS members
            FROM periods($step, $since, $as_of) p
            LEFT JOIN (SELECT day, count(*) AS n FROM joined($program, $as_of) GROUP BY day) j ON j.day < p.ended
            GROUP BY ALL
        )
        SELECT t.period, l.reward, coalesce(c.total, 0) AS total, t.members AS n, t.mature
        FROM there t CROSS JOIN (SELECT DISTINCT reward FROM opened) l
        LEFT JOIN counted c ON c.started = t.started AND c.reward = l.reward
        ORDER BY t.started, l.reward
        """;
}
