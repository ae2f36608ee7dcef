namespace Laurel.Earning.Gives;

/// <summary>A fixed number of units for a purchase that meets the conditions.</summary>
public sealed record Fixed(long Amount) : Give
{
    public override Counting Counting => Counting.Fixed;

    public override decimal Each => Amount;
}
