namespace Laurel.Insight.Questions;

/// <summary>Tiers reached for the first time.</summary>
public sealed class TierUnlocks() : FirstUnlocks("tier")
{
    public override string Id => "tier-unlocks";

    private protected override string Opened => """
        SELECT customer, tier, min(day) AS day FROM unlocks u
        WHERE program = $program AND day < $as_of AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = $program AND x.customer = u.customer)
        GROUP BY customer, tier
        """;
}
