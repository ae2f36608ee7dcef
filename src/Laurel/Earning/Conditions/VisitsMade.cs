using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>
/// So many visits in the calendar stretch of the day, the present one included: <c>visits: at least 2 per month</c>; without a stretch,
/// ever.
/// </summary>
public sealed record VisitsMade(long AtLeast, PeriodUnit? Window) : Condition
{
    public override string Name => "visits";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) =>
        basket.Past is { } past && past.Visits(Window) + (basket.Total > 0 ? 1 : 0) >= AtLeast;

    internal static VisitsMade Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        phrase.Expect("at least");
        var number = phrase.Whole();
        var window = Stretch(phrase);
        phrase.End();
        return number > 0 ? new VisitsMade(number, window) : throw phrase.Wrong("phrase-positive-expected", $"{number}");
    }

    /// <summary>per month, per year …; ever or nothing is ever.</summary>
    internal static PeriodUnit? Stretch(Phrase phrase) => phrase.Take("ever") || !phrase.Take("per") ? null : phrase.PeriodUnit();
}
