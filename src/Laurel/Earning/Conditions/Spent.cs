using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>
/// So much spend in the calendar stretch of the day, the present purchase included: <c>spent: at least 500.00 EUR per year</c>; in as many
/// days up to it: <c>per 30 days</c>; without a stretch, ever. With a limit it is a bonus for reaching a threshold.
/// </summary>
public sealed record Spent(Money AtLeast, PeriodUnit? Window, int? Days = null) : Condition
{
    public override string Name => "spent";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) =>
        basket.Past is { } past && past.Spend(Window, Days) + Now(basket) >= AtLeast.Whole;

    /// <summary>Purchases in another currency count as spend where it has a rate.</summary>
    private long Now(Basket basket) => basket.CountedIn == AtLeast.Currency.Code ? basket.Base : 0;

    internal static Spent Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        phrase.Expect("at least");
        var money = phrase.WholeMoney();
        if (money.Currency != words.Currency)
            throw phrase.Wrong("phrase-word-expected", words.Currency.Code);
        var (window, days) = VisitsMade.Stretch(phrase);
        phrase.End();
        return new Spent(money, window, days);
    }
}
