using Laurel.Definitions;
using Laurel.Rewards.Benefits;

namespace Laurel.Earning.Conditions;

/// <summary>
/// A surprise for a share of purchases, drawn at random: <c>chance: 2%</c>. The draw is made outside from a committed secret and
/// recorded with the purchase, so that anybody can check it. Members of the holdout get no surprises.
/// </summary>
public sealed record ByChance(decimal Share) : Condition
{
    public override string Name => "chance";

    /// <summary>A draw is a number from 0 to below 1; nothing drawn is no luck.</summary>
    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => !basket.IsHeldOut && basket.Traits.Draw < Share;

    internal static ByChance Read(Node node, Vocabulary words)
    {
        var text = Fields.Scalar(node).Text;
        return new ByChance(Percent.Parse(text) ?? throw Fields.Malformed(node, "percent-expected", text));
    }
}
