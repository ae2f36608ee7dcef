using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>Paid, in part at least, by one of these means: <c>payment: card</c>; what a gift card or credit of ours pays is <c>gift-card</c>.</summary>
public sealed record PaidBy(IReadOnlyList<string> Any) : Condition
{
    public override string Name => "payment";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) =>
        basket.Purchase.Payments.Any(p => Any.Contains(p.Method)) || (basket.IsPaidFromStore && Any.Contains(Payment.GiftCard));

    internal static PaidBy Read(Node node, Vocabulary words) => new(Fields.TextList(node));
}
