using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>Local days, both ends included: <c>period: from 2026-12-01 to 2026-12-24</c>; either end may be left out.</summary>
public sealed record InPeriod(DateOnly? From, DateOnly? To) : Condition
{
    public override string Name => "period";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => Holds(basket.Day);

    public bool Holds(DateOnly day) => !(day < From) && !(day > To);

    internal static InPeriod Read(Node node, Vocabulary words) => Sentences.Like("period", node, ReadDays);

    private static InPeriod ReadDays(Node node)
    {
        var phrase = new Phrase(node);
        DateOnly? from = phrase.Take("from") ? phrase.Date() : null;
        DateOnly? to = phrase.Take("to") ? phrase.Date() : null;
        phrase.End();
        if (from is null && to is null)
            throw phrase.Wrong("phrase-word-expected", "from | to");
        return to < from ? throw phrase.Wrong("period-reversed", "") : new InPeriod(from, to);
    }
}
