using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>Members: how many, how active, and beside everybody else.</summary>
internal static class MemberBlocks
{
    private static readonly string[] Days = ["30", "60", "90"];

    internal static Block Share(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "customers")!.Keys[0];
        return new(answer, telling.Sentence("finding.enrolment-share",
            ("period", telling.Period(latest)), ("customers", telling.Value(answer, answer.Find("customers", latest))),
            ("revenue", telling.Value(answer, answer.Find("revenue", latest)))),
            [telling.Lines(answer, false, "customers", "baskets", "revenue")]);
    }

    internal static Block Conversion(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "bought")!;
        return new(answer, telling.Sentence("finding.conversion", ("share", telling.Value(answer, latest)),
            ("period", telling.Period(latest.Keys[0])), ("between", telling.Between(answer, latest))),
            [telling.Lines(answer, true, "bought")], IsHalf: true);
    }

    internal static Block Spend(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "per_member")!;
        return new(answer, telling.Sentence("finding.average-spend-per-member", ("member", telling.Value(answer, latest)),
            ("period", telling.Period(latest.Keys[0])),
            ("active", telling.Value(answer, answer.Find("per_active_member", latest.Keys[0])))),
            [telling.Lines(answer, true, "per_member", "per_active_member")], IsHalf: true);
    }

    internal static Block Activation(Answer answer, Telling telling)
    {
        var cohorts = BlockParts.Keys(answer, 0);
        var chart = new LineChart
        {
            Id = "c-activation",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, "cohort"),
            Numbers = telling.Style(answer, Unit.Share),
            Pending = telling.Say("report.pending"),
            Width = BlockParts.HalfWidth,
            Places = [.. cohorts.Select(c => telling.Place(answer, c))],
            Series = [.. Days.Select(d => BlockParts.Series(
                telling, answer, "activated", telling.Say("chart.within", ("days", d)), cohorts.Select(c => answer.Find("activated", c, d)))
                with { Bands = null })],
        };
        var all = answer.Find("activated", FigureReader.All, Days[^1]);
        var finding = all?.Value is null ? "" : telling.Sentence("finding.activation",
            ("share", telling.Value(answer, all)), ("between", telling.Between(answer, all)));
        return new(answer, finding, [chart], IsHalf: true);
    }

    internal static Block Participation(Answer answer, Telling telling)
    {
        var only = answer.Figures[0];
        return new(answer, telling.Sentence("finding.participation", ("share", telling.Value(answer, only)),
            ("between", telling.Between(answer, only)), ("of", telling.Of(only))), [Parts(answer, telling, only)], IsHalf: true);
    }

    private static ShareChart Parts(Answer answer, Telling telling, Figure only) => new()
    {
        Id = "c-participation",
        Title = answer.Question.Title(telling.Language),
        Description = telling.Description(answer, "group"),
        Numbers = telling.Style(answer, Unit.Share),
        Width = BlockParts.HalfWidth,
        Parts = [answer.Question.MeasureText(telling.Language, only.Measure), telling.Say("chart.rest")],
        LastIsRest = true,
        Rows = [new(telling.Key("group", "members"), [only.Value, 1 - only.Value])],
    };

    internal static Block AroundJoining(Answer answer, Telling telling)
    {
        var cohorts = BlockParts.Keys(answer, 0);
        var chart = new BarChart
        {
            Id = "c-frequency-around-joining",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, "cohort"),
            Numbers = telling.Style(answer, Unit.Mean),
            Pending = telling.Say("report.pending"),
            Width = BlockParts.HalfWidth,
            Places = [.. cohorts.Select(c => telling.Place(answer, c))],
            Series = [.. ((string[])["before", "after"]).Select(w => new Series(
                telling.Key("when", w), [.. cohorts.Select(c => answer.Find("orders_per_active_month", c, w)?.Value)]))],
        };
        var latest = answer.Figures.LastOrDefault(f => f.Keys[1] == "after" && f.Value is not null)?.Keys[0];
        var finding = latest is null ? "" : telling.Sentence("finding.frequency-around-joining", ("cohort", telling.Period(latest)),
            ("before", telling.Value(answer, answer.Find("orders_per_active_month", latest, "before"))),
            ("after", telling.Value(answer, answer.Find("orders_per_active_month", latest, "after"))));
        return new(answer, finding, [chart], IsHalf: true);
    }

    internal static Block Beside(Answer answer, Telling telling)
    {
        var (members, others) = (answer.Find("spend_per_customer", "members"), answer.Find("spend_per_customer", "non_members"));
        var finding = members?.Value is null || others?.Value is null ? "" : telling.Sentence("finding.members-vs-non-members",
            ("members", telling.Value(answer, members)), ("others", telling.Value(answer, others)));
        if (answer.Find("spend_difference", "difference") is { Value: { } more } difference)
            finding += " " + telling.Sentence("finding.members-difference",
                ("difference", (more > 0 ? "+" : "") + telling.Value(answer, difference)),
                    ("between", telling.Between(answer, difference)));
        return new(answer, finding, [], Groups: true);
    }
}
