using Laurel.Insight.Charts;
using Laurel.Insight.Facts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>By what a question is broken down; the words stand in addresses.</summary>
public enum BrokenDownBy
{
    Among,
    Rhythm,
    Rfm,
    Recency,
    Frequency,
    Monetary,

    /// <summary>Segments and attributes as the merchant last told them.</summary>
    Told,
    Tier,
    Location,
    Channel,
}

/// <summary>The same questions of each part of the facts, side by side. Parts describe those who are in them: none of them is an effect.</summary>
public static class Breakdown
{
    /// <summary>More parts than this are a list, and no breakdown.</summary>
    private const int MostParts = 40;

    /// <summary>A report a part, within the slice of the options; parts without a purchase are left out.</summary>
    public static IReadOnlyList<MeasureReport> Ask(
        FactsFile facts, string program, DateOnly asOf, MeasureOptions options, BrokenDownBy by, Language language) =>
    [
        .. Slices(facts.SliceValues(program), options.Slice, by).Take(MostParts)
            .Select(slice => MeasureReport.Create(facts, program, asOf, options with { Slice = slice }, language)).OfType<MeasureReport>(),
    ];

    /// <summary>A row for each part, and each place of the answer other than its period, of the last period that is known of any part.</summary>
    /// <param name="parts">The reports of <see cref="Ask"/>.</param>
    /// <param name="question">Which of their answers.</param>
    /// <param name="name">What a part is called.</param>
    public static BrokenDown Table(IReadOnlyList<MeasureReport> parts, string question, Func<Slice, string> name)
    {
        var answers = parts.Select(part => (Telling: new Telling(part), Answer: part.Find(question)!)).ToList();
        var last = answers.SelectMany(a => Periods(a.Answer)).Max(StringComparer.Ordinal);
        var tables = answers.Select(a => (a.Answer.Scope.Slice, Table: FigureTable.Of(Of(a.Answer, last), a.Telling))).ToList();
        var headers = tables.Select(t => t.Table.Headers).MaxBy(h => h.Count) ?? [];
        var own = answers.Count > 0 && Of(answers[0].Answer, last).Dimensions.Count > 0 ? 0 : 1;
        return new(last is null ? null : answers[0].Telling.Period(last), new(
            ["", .. headers.Skip(own)],
            [.. tables.SelectMany(t => t.Table.Rows.Select(row => (IReadOnlyList<string>)[name(t.Slice), .. row.Skip(own)]))]));
    }

    private static IEnumerable<Slice> Slices(SliceValues values, Slice within, BrokenDownBy by) => by switch
    {
        BrokenDownBy.Among => Enum.GetValues<Among>().Select(among => within with { Among = among }),
        BrokenDownBy.Tier => values.Tiers.Select(tier => within with { Tier = tier }),
        BrokenDownBy.Location => values.Locations.Select(location => within with { Location = location }),
        BrokenDownBy.Channel => values.Channels.Select(channel => within with { Channel = channel }),
        BrokenDownBy.Told => values.Told.Select(told => Segment.TryParse(told)).OfType<Segment>().Select(s => In(within, s)),
        BrokenDownBy.Rhythm => Of(SegmentKind.Rhythm, within),
        BrokenDownBy.Rfm => Of(SegmentKind.Rfm, within),
        BrokenDownBy.Recency => Of(SegmentKind.Recency, within),
        BrokenDownBy.Frequency => Of(SegmentKind.Frequency, within),
        _ => Of(SegmentKind.Monetary, within),
    };

    private static IEnumerable<Slice> Of(SegmentKind kind, Slice within) => Segment.Names(kind).Select(name => In(within, new(kind, name)));

    /// <summary>As of the same day as the segment that was chosen, where one was.</summary>
    private static Slice In(Slice within, Segment segment) => within with { Segment = segment with { On = within.Segment?.On } };

    private static IEnumerable<string> Periods(Answer answer) =>
        answer.Dimensions.Count > 0 && answer.Dimensions[0] == "period" ? answer.Figures.Where(f => f.Value is not null).Select(f => f.Keys[0]) : [];

    /// <summary>Of one period, which then need not be said of each figure.</summary>
    private static Answer Of(Answer answer, string? period) => period is null ? answer : answer with
    {
        Dimensions = [.. answer.Dimensions.Skip(1)],
        Figures = [.. answer.Figures.Where(f => f.Keys[0] == period).Select(f => f with { Keys = [.. f.Keys.Skip(1)] })],
    };
}

/// <summary>Parts side by side.</summary>
/// <param name="Period">What is shown of each, in words; null where the figures are of no period.</param>
/// <param name="Table">Its first column names the part.</param>
public sealed record BrokenDown(string? Period, ChartTable Table);
