using Laurel.Definitions;
using Laurel.Games;
using Laurel.Rewards.Benefits;

namespace Laurel.Earning.Conditions;

/// <summary>What one draw is for.</summary>
public enum DrawnFor
{
    /// <summary>Each purchase or activity.</summary>
    Each,

    /// <summary>A visit: all purchases of a day at a place have the same luck.</summary>
    Visit,
}

/// <summary>
/// A surprise for a share of purchases, drawn at random: <c>chance: 2%</c>. The draw is made outside from a committed secret and
/// recorded with the purchase, so that anybody can check it. Members of the holdout get no surprises.
/// </summary>
public sealed record ByChance(decimal Share) : Condition
{
    /// <summary>The rule or surprise it is drawn for: each has luck of its own.</summary>
    public string Owner { get; init; } = "";
    public DrawnFor Of { get; init; }

    public override string Name => "chance";

    /// <summary>Nothing drawn is no luck.</summary>
    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) =>
        !basket.IsHeldOut && Number(basket.Traits, basket.Purchase.Id.Value) is { } number && number < Share;

    private decimal? Number(Traits traits, string? purchase) => traits switch
    {
        { Draw: { } given } => given,
        { Drawn: { } drawn } => Draws.Number(drawn, Of == DrawnFor.Visit ? Owner : $"{Owner}/{purchase}"),
        _ => null,
    };

    internal static ByChance Read(Node node, Vocabulary words)
    {
        var text = Fields.Scalar(node).Text;
        return new ByChance(Percent.Parse(text) ?? throw Fields.Malformed(node, "percent-expected", text));
    }
}
