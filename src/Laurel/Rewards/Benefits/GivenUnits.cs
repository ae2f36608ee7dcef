namespace Laurel.Rewards.Benefits;

/// <summary>Units of any kind, store credit too: <c>units: 50 miles</c>, <c>units: 5.00 credit</c>.</summary>
/// <param name="Amount">Each time, in the unit's smallest part.</param>
/// <param name="Unit">Of which unit.</param>
/// <param name="IsMoney">Stored money of the program's currency.</param>
public sealed record GivenUnits(long Amount, string Unit, bool IsMoney) : Benefit
{
    public override string Name => "units";

    public override decimal? Worth => IsMoney ? Amount : null;
}
