using Laurel.Insight.Effects;
using Laurel.Insight.Experiments;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Measures;

/// <summary>One headline for each thing an owner wants to know; the variants and the statistics stand behind.</summary>
public sealed record HomeView
{
    public required Figures Figures { get; init; }
    public required GoalWords Words { get; init; }
    public required GoalStandings Goals { get; init; }

    /// <summary>Null while there is nothing to measure.</summary>
    public MeasureReport? Report { get; init; }
    public JoiningEffect? Joining { get; init; }
    public HoldoutEffect? Extras { get; init; }

    /// <summary>What members hold, in money or in units, and how much of it will be used; null without units.</summary>
    public (string Amount, double? Rate)? Owed { get; init; }

    /// <summary>Shares told one by one: the question, its measure, and from where on it is a good figure to have.</summary>
    private static readonly (string Question, string Measure, double Good)[] Shares =
        [("repeat-purchase-rate", "came_again", 0.3), ("participation", "participating", 0.5), ("conversion", "bought", 0.5), ("activation", "activated", 0.5)];

    /// <summary>What is a goal is told as one.</summary>
    public IReadOnlyList<ShareHeadline> Told => Report is null
        ? []
        :
        [
            .. Shares.Where(s => Goals.Standings.All(g => g.Goal.Metric.Id != s.Question))
                .Select(s => ShareHeadline.Of(Report, s.Question, s.Measure, s.Good, Figures)).OfType<ShareHeadline>(),
        ];
}

/// <summary>A share as a headline: its latest mature value, whether it is a good one, and how well it is known.</summary>
public sealed record ShareHeadline(string Question, string Value, string? Between, long? N, bool IsGood, string Definition, string Title)
{
    internal static ShareHeadline? Of(MeasureReport report, string question, string measure, double good, Figures figures)
    {
        if (report.Find(question) is not { } answer)
            return null;
        var known = answer.Of(measure).Where(f => f.Value is not null).ToList();
        var all = known.Where(f => f.Keys.Count == 0 || f.Keys[0] == "all").ToList();
        if ((all.Count > 0 ? all : known) is not [.., var figure])
            return null;
        return new ShareHeadline(question, figures.Percent(figure.Value!.Value),
            figure.Interval is { } between ? $"{figures.Percent(between.Low)} … {figures.Percent(between.High)}" : null, figure.N,
            figure.Value >= good, answer.Question.Definition(report.Language), answer.Question.Title(report.Language));
    }
}
