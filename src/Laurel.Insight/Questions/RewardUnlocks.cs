namespace Laurel.Insight.Questions;

/// <summary>Rewards and perks that opened for a member.</summary>
public sealed class RewardUnlocks() : FirstUnlocks("reward")
{
    public override string Id => "reward-unlocks";

    private protected override string Opened => "SELECT customer, reward, day FROM unlocked_rewards($program, $as_of)";
}
