using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>Do they come back: repeat purchases, retention and cohorts.</summary>
internal static class LoyaltyBlocks
{
    private const string ThirdMonth = "3";

    internal static Block Repeat(Answer answer, Telling telling)
    {
        var all = answer.Find("came_again", FigureReader.All)!;
        var chart = telling.Lines(answer, false, "came_again");
        return new(answer, telling.Sentence("finding.repeat-purchase-rate",
            ("share", telling.Value(answer, all)), ("days", answer.Question.Parameters[0].Value), ("between", telling.Between(answer, all)),
            ("of", telling.Of(all))), [chart]);
    }

    internal static Block Strict(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "retained")!;
        var period = latest.Keys[0];
        var chart = telling.Lines(answer, true, "retained");
        var heads = telling.Find("retention-headcount");
        if (heads is not null)
            chart = chart with { Series = [.. chart.Series, telling.Lines(heads, true, "headcount").Series[0]] };
        return new(answer, telling.Sentence("finding.retention-strict",
            ("before-period", telling.Period(YearBefore(period))), ("share", telling.Value(answer, latest)),
                ("period", telling.Period(period)),
            ("between", telling.Between(answer, latest)),
            ("headcount", heads is null ? "–" : telling.Value(heads, heads.Find("headcount", period)))), [chart], IsHalf: true,
                Borrows: true);
    }

    internal static Block Returning(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "returning")!;
        return new(answer, telling.Sentence("finding.returning-customers",
            ("share", telling.Value(answer, latest)), ("period", telling.Period(latest.Keys[0])),
                ("between", telling.Between(answer, latest))),
            [telling.Lines(answer, true, "returning")], IsHalf: true);
    }

    internal static Block Cohorts(Answer answer, Telling telling) => Triangle(answer, telling, 1);

    internal static Block CohortsByEnrolment(Answer answer, Telling telling) => Triangle(answer, telling, 0);

    private static Block Triangle(Answer answer, Telling telling, int from)
    {
        var old = answer.Of("active").Where(f => f.Keys[1] == ThirdMonth && f.Value is not null).ToList();
        Chart[] charts = [telling.Triangle(answer, "active", from)];
        if (old.Count == 0)
            return new(answer, "", charts);
        var (came, all) = (old.Sum(f => f.Total!.Value), old.Sum(f => f.N!.Value));
        return new(answer, telling.Sentence($"finding.{answer.Question.Id}",
            ("share", telling.Style(answer, Unit.Share).Exact(came / (double)all)),
            ("of", telling.Say("report.of", ("part", came), ("whole", all)))), charts);
    }

    private static string YearBefore(string period) =>
        (int.Parse(period.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture) - 1) + period[4..];
}
