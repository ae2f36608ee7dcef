namespace Laurel.Rewards.Benefits;

/// <summary>A new gift card with money on it, called like the redemption: <c>gift card: 25.00 gift</c>.</summary>
/// <param name="Amount">Each time, in the smallest coin.</param>
/// <param name="Unit">The unit of stored money.</param>
/// <param name="IsMoney">It is of the program's currency.</param>
public sealed record GiftCard(long Amount, string Unit, bool IsMoney) : Benefit
{
    public override string Name => "gift card";

    public override decimal? Worth => IsMoney ? Amount : null;
}
