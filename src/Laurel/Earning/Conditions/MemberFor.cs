using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>How long the member has been one: <c>member for: at least 1 year</c>, <c>at most 30 days</c>; the day of joining included.</summary>
public sealed record MemberFor(Period Period, bool AtLeast) : Condition
{
    public override string Name => "member for";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) =>
        basket.Joined is { } joined && (AtLeast ? basket.Day >= Period.After(joined) : basket.Day <= Period.After(joined));

    internal static MemberFor Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var atLeast = phrase.Choose(("at least", true), ("at most", false));
        var period = phrase.Period();
        phrase.End();
        return new MemberFor(period, atLeast);
    }
}
