using Laurel.Definitions;

namespace Laurel.Rewards.Benefits;

/// <summary>Money the merchant gives to a cause: <c>donation: 10.00 EUR to food-bank</c>.</summary>
public sealed record Donation(Money Amount, string Cause) : Benefit
{
    public override string Name => "donation";

    public override decimal? Worth => Amount.Minor;
}
