using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>
/// So many visits in the calendar stretch of the day, the present one included: <c>visits: at least 2 per month</c>; in as many days up to
/// it: <c>per 30 days</c>; without a stretch, ever.
/// </summary>
public sealed record VisitsMade(long AtLeast, PeriodUnit? Window, int? Days = null) : Condition
{
    public override string Name => "visits";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) =>
        basket.Past is { } past && past.Visits(Window, Days) + (basket.Total > 0 ? 1 : 0) >= AtLeast;

    internal static VisitsMade Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        phrase.Expect("at least");
        var number = phrase.Whole();
        var (window, days) = Stretch(phrase);
        phrase.End();
        return number > 0 ? new VisitsMade(number, window, days) : throw phrase.Wrong("phrase-positive-expected", $"{number}");
    }

    /// <summary>per month, per year …, per 30 days; ever or nothing is ever.</summary>
    internal static (PeriodUnit? Window, int? Days) Stretch(Phrase phrase)
    {
        if (phrase.Take("ever") || !phrase.Take("per"))
            return (null, null);
        return phrase.IsNumber ? (null, LimitReader.Rolling(phrase)) : (phrase.PeriodUnit(), null);
    }
}
