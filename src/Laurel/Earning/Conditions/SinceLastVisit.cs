using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>
/// How long ago the visit before was: <c>last visit: at least 60 days ago</c>, <c>at most 14 days ago</c>. It does not hold for who has
/// never been here.
/// </summary>
public sealed record SinceLastVisit(Period Period, bool AtLeast) : Condition
{
    public override string Name => "last visit";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) =>
        basket.Past?.LastVisit is { } last && (AtLeast ? basket.Day >= Period.After(last) : basket.Day <= Period.After(last));

    internal static SinceLastVisit Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var atLeast = phrase.Choose(("at least", true), ("at most", false));
        var period = phrase.Period();
        phrase.Expect("ago");
        phrase.End();
        return new SinceLastVisit(period, atLeast);
    }
}
