using Laurel.Insight.Charts;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Overview;

/// <summary>What the first page shows.</summary>
public sealed record OverviewView
{
    public required Shown Shown { get; init; }

    /// <summary>What is nearly used up, a sentence each.</summary>
    public required IReadOnlyList<string> RunningOut { get; init; }

    /// <summary>What the goals are called; how they stand follows when the page is shown.</summary>
    public required IReadOnlyList<string> Goals { get; init; }
    public required IReadOnlyList<OverviewTile> Tiles { get; init; }
    public required IReadOnlyList<MeasureCard> Cards { get; init; }
    public required IReadOnlyList<LatestEntry> Latest { get; init; }
}

/// <summary>One headline figure, with what it counts.</summary>
public sealed record OverviewTile(string Question, string Label, string? Value, string? Note, string Definition);

/// <summary>Something that happened lately.</summary>
public sealed record LatestEntry(Story Story, string? Member, DateTimeOffset At, IReadOnlyList<EntryReply> Entries);

internal static class OverviewTiles
{
    private static readonly (string Name, string Question, string Measure)[] Chosen =
    [
        ("members", "overview", "members"), ("share", "enrolment-share", "revenue"), ("again", "repeat-purchase-rate", "came_again"),
        ("revenue", "overview", "revenue"), ("order", "overview", "average_order"), ("customers", "overview", "customers"),
    ];

    public static IReadOnlyList<OverviewTile> Of(MeasureReport report) =>
    [
        .. Chosen.Select(tile => (tile.Name, tile.Measure, Answer: report.Find(tile.Question))).Where(t => t.Answer is not null)
            .Select(t => Of(t.Name, t.Answer!, Pick(t.Answer!, t.Measure), report.Language)),
    ];

    private static OverviewTile Of(string name, Answer answer, Figure? figure, Language language) => new(
        answer.Question.Id, Words.Say(language, "overview.tile." + name), Measured.Show(answer, figure, language),
        figure is null ? null : Note(answer, figure, language), answer.Question.Definition(language));

    /// <summary>What stands for all; where there is no such figure, the latest period that is over.</summary>
    private static Figure? Pick(Answer answer, string measure) =>
        answer.Of(measure).FirstOrDefault(f => f.Value is not null && f.Keys.All(k => k == "all"))
            ?? answer.Of(measure).LastOrDefault(f => f.Value is not null);

    /// <summary>The period it is of, and how well it is known.</summary>
    private static string? Note(Answer answer, Figure figure, Language language)
    {
        var period = answer.Dimensions is ["period"] ? Period(figure.Keys[0], language) : null;
        var between = figure.Interval is { } interval
            ? Words.Say(language, "ui.interval", ("between", new NumberStyle(language, figure.Measure.Unit, answer.Currency).Between(interval.Low, interval.High)))
            : null;
        return string.Join(" · ", new[] { period, between }.OfType<string>()) is { Length: > 0 } note ? note : null;
    }

    /// <summary>2026-03 as March 2026.</summary>
    private static string? Period(string key, Language language) =>
        DateOnly.TryParseExact(key, "yyyy-MM", out var month) ? month.ToString("MMMM yyyy", language.Culture()) : null;
}
