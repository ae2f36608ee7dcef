using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>What of the basket is compared.</summary>
public enum TotalOf
{
    /// <summary>What is paid, tax included.</summary>
    WithTax,
    WithoutTax,

    /// <summary>The prices as written, before any discount.</summary>
    BeforeDiscounts,
}

/// <summary>The whole basket: <c>basket: at least 60.00 EUR</c>, with tax unless <c>without tax</c> or <c>before discounts</c> follows.</summary>
public sealed record BasketTotal(Money AtLeast, TotalOf Of) : Condition
{
    public override string Name => "basket";

    public override bool IsOfBasket => true;

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) =>
        basket.In(AtLeast.Currency.Code, Total(basket)) >= AtLeast.Whole;

    internal static BasketTotal Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        phrase.Expect("at least");
        var money = phrase.WholeMoney();
        var of = phrase.IsAtEnd
            ? TotalOf.WithTax
            : phrase.Choose(("with tax", TotalOf.WithTax), ("without tax", TotalOf.WithoutTax), ("before discounts", TotalOf.BeforeDiscounts));
        phrase.End();
        return new BasketTotal(money, of);
    }

    private long Total(Basket basket) => Of switch
    {
        TotalOf.WithoutTax => basket.Total - basket.Tax,
        TotalOf.BeforeDiscounts => basket.List,
        _ => basket.Total,
    };
}
