using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>The member holds this tier, or a higher one, before the purchase: <c>tier: gold</c>, <c>tier: gold only</c>.</summary>
/// <param name="Tier">The level that is named.</param>
/// <param name="Any">All levels that meet it.</param>
public sealed record OfTier(string Tier, IReadOnlyList<string> Any) : Condition
{
    public override string Name => "tier";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => Holds(basket.Tier);

    public bool Holds(string? tier) => tier is not null && Any.Contains(tier);

    internal static OfTier Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var tier = phrase.Word("gold");
        var rank = words.Tiers.ToList().IndexOf(tier);
        if (rank < 0)
            throw phrase.Wrong("tier-unknown", tier);
        var only = phrase.Take("only");
        phrase.End();
        return new OfTier(tier, only ? [tier] : [.. words.Tiers.Skip(rank)]);
    }
}
