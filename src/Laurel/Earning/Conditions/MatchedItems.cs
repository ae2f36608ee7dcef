using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>How many items the matching lines hold: <c>items: at least 3</c>.</summary>
public sealed record MatchedItems(decimal AtLeast) : Condition
{
    public override string Name => "items";

    public override bool IsOfBasket => true;

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => lines.Sum(l => l.Quantity) >= AtLeast;

    internal static MatchedItems Read(Node node, Vocabulary words) => Read(node);

    internal static MatchedItems Read(Node node)
    {
        var phrase = new Phrase(node);
        phrase.Expect("at least");
        var number = phrase.Number();
        phrase.End();
        return new MatchedItems(number);
    }
}
