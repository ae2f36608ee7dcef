using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>The member's first purchase as a member: <c>first purchase: ever</c>, <c>first purchase: within 30 days of joining</c>.</summary>
public sealed record FirstPurchase(Period? Within) : Condition
{
    public override string Name => "first purchase";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines)
    {
        if (basket.Earlier > 0 || basket.Joined is not { } joined)
            return false;
        return Within is not { } within || (basket.Day >= joined && basket.Day <= within.After(joined));
    }

    internal static FirstPurchase Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        if (phrase.Take("ever"))
        {
            phrase.End();
            return new FirstPurchase((Period?)null);
        }
        phrase.Expect("within");
        var period = phrase.Period();
        phrase.Expect("of joining");
        phrase.End();
        return new FirstPurchase(period);
    }
}
