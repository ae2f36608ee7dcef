using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>Who buys: customers and revenue by period.</summary>
internal static class CustomerBlocks
{
    private static readonly string[] Kinds = ["retained", "reactivated", "new"];

    internal static Block Active(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "active")!.Keys[0];
        var periods = BlockParts.Keys(answer, 0);
        var chart = new BarChart
        {
            Id = "c-active-customers",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, "period"),
            Numbers = telling.Style(answer, Unit.Count),
            Pending = telling.Say("report.pending"),
            Width = 1000,
            IsStacked = true,
            Places = [.. periods.Select(p => telling.Place(answer, p))],
            Series = [.. Kinds.Select(kind =>
                new Series(Name(answer, telling, kind), [.. periods.Select(p => answer.Find(kind, p)?.Value)]))],
        };
        return new(answer, telling.Sentence("finding.active-customers",
            ("period", telling.Period(latest)), ("active", answer.Find("active", latest)!.Total),
                ("new", answer.Find("new", latest)!.Total),
            ("retained", answer.Find("retained", latest)!.Total), ("reactivated", answer.Find("reactivated", latest)!.Total),
            ("step", QuestionTexts.Step(telling.Language, answer.Question.StepIn(answer.Scope)))), [chart]);
    }

    internal static Block Money(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "revenue")!;
        var (sold, returned) = (answer.Of("revenue").Sum(f => f.Total) ?? 0, answer.Of("returned").Sum(f => f.Total) ?? 0);
        var (month, money) = (telling.Period(latest.Keys[0]), telling.Style(answer, Unit.Money));
        var finding = returned == 0 || sold == 0
            ? telling.Sentence("finding.revenue-no-returns", ("revenue", telling.Value(answer, latest)), ("period", month))
            : telling.Sentence("finding.revenue", ("revenue", telling.Value(answer, latest)), ("period", month),
                ("returned", money.Exact(returned / (double)(answer.Currency?.Scale ?? 1))),
                ("share", telling.Style(answer, Unit.Ratio).Exact(returned / (double)sold)));
        return new(answer, finding, [Bars(answer, telling, returned > 0 ? ["revenue", "returned"] : ["revenue"])]);
    }

    private static BarChart Bars(Answer answer, Telling telling, string[] measures)
    {
        var periods = BlockParts.Keys(answer, 0);
        return new BarChart
        {
            Id = "c-revenue",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, "period"),
            Numbers = telling.Style(answer, Unit.Money),
            Pending = telling.Say("report.pending"),
            Width = 1000,
            Places = [.. periods.Select(p => telling.Place(answer, p))],
            Series = [.. measures.Select(m => new Series(Name(answer, telling, m), [.. periods.Select(p => answer.Find(m, p)?.Value)]))],
        };
    }

    private static string Name(Answer answer, Telling telling, string measure) =>
        answer.Question.MeasureText(telling.Language, answer.Question.Measures.First(m => m.Key == measure));
}
