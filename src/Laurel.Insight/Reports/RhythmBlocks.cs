using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>How often, and how much.</summary>
internal static class RhythmBlocks
{
    internal static Block Visits(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "visits_per_customer")!;
        return new(answer, telling.Sentence("finding.visit-frequency",
            ("period", telling.Period(latest.Keys[0])), ("visits", telling.Value(answer, latest)),
            ("share", telling.Value(answer, answer.Find("came_often", latest.Keys[0]))), ("times", answer.Question.Parameters[0].Value)),
            [telling.Lines(answer, true, "came_often")], IsHalf: true);
    }

    internal static Block Orders(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "orders_per_customer")!;
        return new(answer, telling.Sentence("finding.purchase-frequency",
            ("period", telling.Period(latest.Keys[0])), ("orders", telling.Value(answer, latest))),
            [telling.Lines(answer, true, "orders_per_customer")], IsHalf: true);
    }

    internal static Block Amounts(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "per_order")!;
        return new(answer, telling.Sentence("finding.average-purchase-amount",
            ("order", telling.Value(answer, latest)), ("customer", telling.Value(answer, answer.Find("per_customer", latest.Keys[0]))),
            ("period", telling.Period(latest.Keys[0]))), [telling.Lines(answer, true, "per_order", "per_customer")], IsHalf: true);
    }

    internal static Block Loyal(Answer answer, Telling telling)
    {
        var (loyal, fresh) = (answer.Find("average_order", "loyal"), answer.Find("average_order", "new"));
        var finding = loyal?.Value is null || fresh?.Value is null ? "" : telling.Sentence("finding.loyal-vs-new",
            ("loyal", telling.Value(answer, loyal)), ("new", telling.Value(answer, fresh)));
        return new(answer, finding, [], IsHalf: true, Groups: true);
    }
}
