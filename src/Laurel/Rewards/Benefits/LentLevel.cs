namespace Laurel.Rewards.Benefits;

/// <summary>A level for a time, as if she had reached it: <c>level: gold for 30 days</c>.</summary>
public sealed record LentLevel(string Level, Period For) : Benefit
{
    public override string Name => "level";
}
