namespace Laurel.Rewards;

/// <summary>
/// So many visits, or so much spent, opened a reward or perk to a member: what its <c>for</c> counts holds by this purchase and did not before.
/// A return may close it again. It is told so that unlocks can be counted; whether a reward can be had is judged when it is asked for.
/// </summary>
public sealed record RewardUnlocked : Event
{
    public required MemberId Member { get; init; }

    /// <summary>The reward or perk.</summary>
    public required string Reward { get; init; }

    /// <summary>A return left too little.</summary>
    public bool IsLost { get; init; }
}
