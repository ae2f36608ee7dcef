namespace Laurel.Earning.Gives;

/// <summary>What other rules give on these lines, so many times in all: by 3 adds twice what they gave.</summary>
public sealed record Times(IReadOnlyList<string> Rules, Ratio By) : Give
{
    public override Counting Counting => Counting.Times;

    public override decimal Each => By.ToDecimal();

    /// <summary>What is added on top of what the rules give themselves.</summary>
    public Ratio More => new(By.Top - By.Bottom, By.Bottom);
}
