using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>What the matching lines come to, tax included: <c>amount: at least 33.00 EUR</c>.</summary>
public sealed record MatchedAmount(Money AtLeast) : Condition
{
    public override string Name => "amount";

    public override bool IsOfBasket => true;

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) =>
        basket.In(AtLeast.Currency.Code, lines.Sum(l => l.Price.Total)) >= AtLeast.Whole;

    internal static MatchedAmount Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        phrase.Expect("at least");
        var money = phrase.WholeMoney();
        phrase.End();
        return new MatchedAmount(money);
    }
}
