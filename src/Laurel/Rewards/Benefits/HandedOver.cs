namespace Laurel.Rewards.Benefits;

/// <summary>A thing or an experience that is handed over: <c>merchandise: mug</c>, <c>experience: tasting</c>.</summary>
public sealed record HandedOver(string Sort, string What) : Benefit
{
    public override string Name => Sort;
}
