using Laurel.Rewards;

namespace Laurel.Server.Http;

/// <summary>A reward as a member sees it: what it costs her, and whether she can have it or what stands between.</summary>
public sealed record RewardReply
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Absent for a reward that costs nothing.</summary>
    public CostReply? Costs { get; init; }
    public required bool CanRedeem { get; init; }

    /// <summary>What keeps her from it; absent when nothing does.</summary>
    public MissingReply? Missing { get; init; }

    /// <summary>Everything that keeps her from it, the first included: units, tier, visits, stock, date, limit; absent when nothing does.</summary>
    public IReadOnlyList<MissingReply>? AllMissing { get; init; }
}

/// <summary>So many units, for so many pieces together; <c>is_each</c> where the member chooses how many times.</summary>
public sealed record CostReply(string Unit, long Amount, bool IsEach);

/// <summary>
/// The code of the refusal, what it says in the caller's language, and its facts: units missing, the tier needed, the date.
/// </summary>
public sealed record MissingReply(string Code, string Text, IReadOnlyDictionary<string, string> Facts);

internal static class RewardsOf
{
    /// <summary>Every reward, affordable ones first, then by what is missing.</summary>
    public static async Task<IReadOnlyList<RewardReply>> Async(MemberNow now, Language language)
    {
        var rewards = new List<RewardReply>();
        foreach (var reward in now.Rules.Definition.Rewards)
            rewards.Add(await Of(reward, now, language));
        return [.. rewards.OrderBy(r => r.CanRedeem ? 0 : 1).ThenBy(r => Gap(r)).ThenBy(r => r.Costs?.Amount ?? 0)];
    }

    private static async Task<RewardReply> Of(Reward reward, MemberNow now, Language language)
    {
        var cost = CostOf(reward, now);
        var (quantity, units) = Portion(reward, now);
        var decision = await now.TryAsync(reward.Id, quantity, units);
        return new RewardReply
        {
            Id = reward.Id,
            Name = reward.Name?.In(language) ?? reward.Id,
            Costs = cost.Unit is null ? null : new CostReply(cost.Unit, reward.Least(cost), cost.IsEach),
            CanRedeem = decision.IsAccepted,
            Missing = decision.Refusal is { } refusal ? Of(refusal, now, language) : null,
            AllMissing = decision.IsAccepted ? null : [.. now.Missing(reward.Id, quantity, units).Select(r => Of(r, now, language))],
        };
    }

    /// <summary>How much of a reward is the least she can have: so many pieces, and so many units where she chooses them.</summary>
    public static (decimal Quantity, long? Units) Portion(Reward reward, MemberNow now)
    {
        var cost = CostOf(reward, now);
        return cost.IsEach ? (1, reward.Least(cost)) : (cost.Items, null);
    }

    private static Cost CostOf(Reward reward, MemberNow now) =>
        reward.CostFor(Tiers.TierProgress.Of(now.Rules, now.Member, now.At)?.Level.Id, now.Rules.Definition.Levels);

    private static MissingReply Of(Refusal refusal, MemberNow now, Language language) =>
        new(refusal.Code, Refusals.Say(refusal, now.Rules.Definition, language), refusal.Facts);

    private static long Gap(RewardReply reward) =>
        reward.Missing?.Facts.TryGetValue("missing", out var missing) == true && long.TryParse(missing, out var units) ? units : long.MaxValue;
}
