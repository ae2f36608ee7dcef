using Laurel.Goals;
using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;

namespace Laurel.Insight.Goals;

/// <summary>Which figure of which question a goal is about.</summary>
public static class GoalFigures
{
    private static readonly Dictionary<string, string> Measures = new()
    {
        [GoalMetric.Repeat] = "came_again",
        [GoalMetric.Activation] = "activated",
        ["participation"] = "participating",
        ["conversion"] = "bought",
        ["enrolment-share"] = "revenue",
        ["returning-customers"] = "returning",
        ["retention-strict"] = "retained",
        ["satisfaction"] = "satisfied",
        ["coupon-dependence"] = "baskets",
        [GoalMetric.ReturnRate] = "returned",
        ["average-purchase-amount"] = "per_order",
        ["average-spend-per-member"] = "per_member",
        ["revenue"] = "revenue",
        ["purchase-frequency"] = "orders_per_customer",
        ["visit-frequency"] = "visits_per_customer",
        ["active-customers"] = "active",
        ["new-members"] = "joined",
    };

    /// <summary>The question that tells of a metric.</summary>
    public static Question Question(GoalMetric metric) => Catalogue.Find(metric.Id == GoalMetric.ReturnRate ? "revenue" : metric.Id)!;

    /// <summary>What has to be asked for a metric among an audience.</summary>
    public static MeasureOptions Asked(GoalMetric metric, GoalAudience among) => new()
    {
        Questions = [Question(metric).Id],
        RepeatDays = metric is { Id: GoalMetric.Repeat, Days: { } days } ? days : new MeasureOptions().RepeatDays,
        Slice = metric.IsOfNew && among.Kind == GoalAudienceKind.New ? Slice.All : Of(among),
    };

    /// <summary>The figure that stands for all; where there is none, of the latest period that is over. Null while nothing is known.</summary>
    public static Figure? Read(MeasureReport? report, GoalMetric metric)
    {
        if (report?.Find(Question(metric).Id) is not { } answer)
            return null;
        var figures = answer.Of(Measures[metric.Id]).Where(f => f.IsMature && (metric.Id != GoalMetric.Activation || f.Keys[1] == $"{metric.Days}")).ToList();
        var known = figures.Where(f => f.Value is not null).ToList();
        return metric.Id switch
        {
            GoalMetric.ReturnRate => known.Select(f => Share(f, answer)).LastOrDefault(f => f is not null),
            "new-members" => Sum([.. figures.Where(f => f.Keys[0] == figures[^1].Keys[0])]),
            _ => known.LastOrDefault(f => f.Keys.Count == 0 || f.Keys[0] == "all") ?? known.LastOrDefault(),
        };
    }

    private static Slice Of(GoalAudience among) => among switch
    {
        { Kind: GoalAudienceKind.New } => new Slice { Segment = new Segment(SegmentKind.Rhythm, "new") },
        { Kind: GoalAudienceKind.Loyal } => new Slice { Segment = new Segment(SegmentKind.Rhythm, "loyal") },
        { Kind: GoalAudienceKind.Members } => new Slice { Among = Among.Members },
        { Kind: GoalAudienceKind.Others } => new Slice { Among = Among.Others },
        { Kind: GoalAudienceKind.Tier, Name: { } level } => new Slice { Tier = level },
        { Kind: GoalAudienceKind.Segment, Name: { } segment } => new Slice { Segment = new Segment(SegmentKind.Told, segment) },
        { Kind: GoalAudienceKind.Location, Name: { } location } => new Slice { Location = location },
        { Kind: GoalAudienceKind.Channel, Name: { } channel } => new Slice { Channel = channel },
        _ => Slice.All,
    };

    /// <summary>What came back of the revenue of the same period.</summary>
    private static Figure? Share(Figure returned, Answer answer)
    {
        var sold = answer.Of("revenue").FirstOrDefault(f => f.Keys[0] == returned.Keys[0]);
        return sold?.Total is not > 0 ? null : returned with
        {
            Measure = new Measure("return_rate", Unit.Ratio),
            Value = (double)returned.Total!.Value / sold.Total.Value,
            N = sold.Total,
            Interval = null,
        };
    }

    /// <summary>Of all places together.</summary>
    private static Figure? Sum(IReadOnlyList<Figure> places) => places.Count == 0 ? null : places[0] with
    {
        Measure = new Measure("joined", Unit.Count),
        Value = places.Sum(p => p.Total ?? 0),
        Total = places.Sum(p => p.Total ?? 0),
        N = null,
        Interval = null,
    };
}
