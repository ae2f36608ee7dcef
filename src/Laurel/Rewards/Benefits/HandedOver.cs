namespace Laurel.Rewards.Benefits;

/// <summary>
/// What is handed over and takes nothing off a basket: <c>merchandise: mug</c>, <c>experience: tasting</c>, <c>service: alterations</c>,
/// <c>access: early-sale</c>, <c>invitation: launch-evening</c>, <c>voucher: cinema</c> (a partner's).
/// </summary>
public sealed record HandedOver(string Sort, string What) : Benefit
{
    internal static readonly string[] Sorts = ["merchandise", "experience", "service", "access", "invitation", "voucher"];

    public override string Name => Sort;
}
