using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>Bought in one of these currencies: <c>currency: EUR</c>.</summary>
public sealed record InCurrency(IReadOnlyList<string> Any) : Condition
{
    public override string Name => "currency";

    public override bool IsOfBasket => true;

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => Any.Contains(basket.Purchase.Currency);

    internal static InCurrency Read(Node node, Vocabulary words) => new(Fields.TextList(node));
}
