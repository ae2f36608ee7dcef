using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>One of a member's purchases by its number: <c>nth purchase: 3</c>, or again and again: <c>nth purchase: every 5</c>.</summary>
/// <param name="Number">Counted from 1; those that were returned whole do not count.</param>
/// <param name="Again">Also twice the number, three times, and so on.</param>
public sealed record NthPurchase(int Number, bool Again) : Condition
{
    public override string Name => "nth purchase";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) =>
        basket.Joined is not null && (Is(basket.Earlier + 1) || (basket.EarlierNow is { } now && Is(now + 1)));

    private bool Is(int number) => Again ? number % Number == 0 : number == Number;

    internal static NthPurchase Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var again = phrase.Take("every");
        var number = phrase.Whole();
        phrase.End();
        return number > 0 ? new NthPurchase(number, again) : throw phrase.Wrong("phrase-positive-expected", $"{number}");
    }
}
