using Laurel.Insight.Effects;

namespace Laurel.Insight.Advice;

/// <summary>
/// Few come again within a month of joining: a bonus at the start of a quarter of the nearest reward. Its figure is the share of members
/// who collected enough for that reward within sixty days; with the bonus it takes three quarters of it.
/// </summary>
internal sealed class WelcomeBonus : IAdvice
{
    private const int Days = 60;
    private const double Low = 0.4;

    private const string Activated = """
        WITH came AS (
            SELECT customer, min(day) AS day FROM activities($program, $as_of) WHERE day > joined AND day <= joined + 30 GROUP BY customer
        )
        SELECT count(c.customer), count(*) FROM joined($program, $as_of) m LEFT JOIN came c USING (customer)
        WHERE m.day >= $since AND m.day < $as_of - 30
        """;

    public string Kind => "welcome-bonus";

    public Gap? Find(AdviceScope scope)
    {
        var (came, members) = Count(scope);
        var now = FirstReward.Of(scope.Facts, scope.Program, scope.AsOf, scope.Unit, scope.Cost, Days, scope.YearBefore);
        var bonus = scope.Cost / 4;
        var then = FirstReward.Of(scope.Facts, scope.Program, scope.AsOf, scope.Unit, scope.Cost - bonus, Days, scope.YearBefore);
        if (members < Gap.Fewest || now is not { Share: { } before, Members: >= Gap.Fewest } || then.Share is not { } predicted)
            return null;
        return new Gap(Kind, scope.Reward, before, predicted, (long)Math.Round(bonus * members * scope.Worth), members,
            (double)came / members < Low && predicted > before);
    }

    public Came? Score(AdviceScope scope, DateOnly since) =>
        FirstReward.Of(scope.Facts, scope.Program, scope.AsOf, scope.Unit, scope.Cost, Days, since) is { Members: >= Gap.Fewest, Share: { } share } came
            ? new Came(share, came.Members)
            : null;

    private static (long Came, long Members) Count(AdviceScope scope)
    {
        using var reader = scope.Facts.Select(Activated, ("program", scope.Program), ("as_of", scope.AsOf), ("since", scope.YearBefore));
        return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1)) : (0, 0);
    }
}
