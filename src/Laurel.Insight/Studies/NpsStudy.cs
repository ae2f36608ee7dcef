using Laurel.Insight.Statistics;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>Answers of 0 to 10 to "would you recommend us?".</summary>
public sealed record NpsRequest
{
    public required string File { get; init; }

    /// <summary>The column of answers; an empty one did not answer.</summary>
    public required string Score { get; init; }

    /// <summary>How often each answer was given, where a row stands for several; null when each row is one answer.</summary>
    public string? Count { get; init; }

    /// <summary>A column, such as the channel, whose values get a score each; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>How many were asked; the rows of the file when null.</summary>
    public long? Asked { get; init; }
}

/// <summary>The score of everybody, and of each group.</summary>
public sealed record NpsEstimates(NpsShape All, IReadOnlyList<NpsShape> Groups);

/// <summary>Promoters (9, 10) less detractors (0 to 6) in a hundred answers, −100 to 100.</summary>
/// <param name="Group">The group's name; null for everybody.</param>
public sealed record NpsShape(
    string? Group, double Estimate, double StandardError, double IntervalLow, double IntervalHigh, long Answers, ShareShape Promoters,
    ShareShape Passives, ShareShape Detractors);

/// <summary>How many were asked and answered.</summary>
public sealed record NpsDiagnostics(long Asked, long Answers, double ResponseRate, IReadOnlyList<long> AnswersByScore);

/// <summary>The net promoter score, read from a file. Compare scores of the same channel only.</summary>
public static class NpsStudy
{
    private const int Highest = 10;
    private const int Promoter = 9;
    private const int Passive = 7;

    /// <exception cref="StudyException">The file cannot be read so, or nobody answered.</exception>
    public static StudyResult Run(NpsRequest request, StudyRun run)
    {
        var (all, groups) = Read(request, run);
        var answers = all.Scores.Sum();
        if (answers == 0)
            throw new StudyException("no-answers", ("column", request.Score));
        var asked = request.Asked ?? answers + all.Unanswered;
        if (asked < answers)
            throw new StudyException("bad-option", ("option", "--asked"), ("text", asked), ("wanted", $"≥ {answers}"));
        var score = Surveys.NetPromoter(Promoters(all), Passives(all), Detractors(all), asked, run.Level);
        run.Warn(score.Caveats);
        var estimates = new NpsEstimates(
            Shape(null, all, run.Level),
            [.. groups.Where(one => one.Value.Scores.Sum() > 0).OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => Shape(one.Key, one.Value, run.Level))]);
        var (letter, text) = StudyResult.Description(run);
        return new()
        {
            Study = "nps",
            Files = run.Files,
            Level = run.Level,
            Evidence = letter,
            EvidenceText = text,
            Verdict = new("described", run.Say(
                "nps.described", ("score", run.Show.Change(score.Score)), ("range", run.Show.Between(score.Low, score.High)),
                ("answers", answers),
                ("asked", asked))),
            Headline = new("all", score.Score, score.StandardError, score.Low, score.High, null),
            Estimates = estimates,
            Diagnostics = new NpsDiagnostics(asked, answers, answers / (double)asked, all.Scores),
            Warnings = run.Warnings,
            Report = [Table(run, estimates)],
        };
    }

    private static (Answers All, Dictionary<string, Answers> Groups) Read(NpsRequest request, StudyRun run)
    {
        var table = StudyTable.Open(request.File, run.Reading);
        var score = new NumberColumn(table.Find(request.Score)) { IsOptional = true, IsLabelled = true };
        var count = request.Count is { } counted ? new NumberColumn(table.Find(counted)) : null;
        var group = request.Group is { } named ? new NameColumn(table.Find(named)) : null;
        var (all, groups) = (new Answers(), new Dictionary<string, Answers>());
        var scan = new TableScan(table, run);
        scan.ForEach([.. ((Column?[])[score, count, group]).OfType<Column>()], () =>
        {
            var times = count is null ? 1 : Whole(count, scan.Row, long.MaxValue);
            var own = group is null ? null : groups.TryGetValue(group.Text, out var known) ? known : groups[group.Text] = new();
            long? answer = score.IsMissing ? null : Whole(score, scan.Row, Highest);
            all.Add(answer, times);
            own?.Add(answer, times);
        });
        return (all, groups);
    }

    private static long Whole(NumberColumn column, long row, long most) => column.Value >= 0 && column.Value <= most
        && column.Value == Math.Floor(column.Value)
        ? (long)column.Value
        : throw new StudyException(
            most == Highest ? "not-a-score" : "not-a-count", ("column", column.Name), ("row", row), ("text", column.Value));

    private static long Promoters(Answers answers) => answers.Scores[Promoter..].Sum();

    private static long Passives(Answers answers) => answers.Scores[Passive..Promoter].Sum();

    private static long Detractors(Answers answers) => answers.Scores[..Passive].Sum();

    private static NpsShape Shape(string? group, Answers answers, double level)
    {
        var total = answers.Scores.Sum();
        var score = Surveys.NetPromoter(Promoters(answers), Passives(answers), Detractors(answers), total, level);
        ShareShape Share(long count) => ShareShape.From(count, total, level);
        return new(
            group, score.Score, score.StandardError, score.Low, score.High, total, Share(Promoters(answers)), Share(Passives(answers)),
            Share(Detractors(answers)));
    }

    private static ReportTable Table(StudyRun run, NpsEstimates estimates) => new(
        run.Say("nps.table"),
        [run.Say("head.group"), run.Say("head.answers"), run.Say("head.promoters"), run.Say("head.passives"), run.Say("head.detractors"),
            run.Say("head.score"), run.Say("head.error"), run.Say("head.range")],
        [.. estimates.Groups.Append(estimates.All).Select(one => (string[])
        [
            one.Group ?? run.Say("nps.everybody"), run.Show.Count(one.Answers), run.Show.Share(one.Promoters.Share),
            run.Show.Share(one.Passives.Share),
            run.Show.Share(one.Detractors.Share), run.Show.Change(one.Estimate), run.Show.Number(one.StandardError),
            run.Show.Between(one.IntervalLow, one.IntervalHigh),
        ])]);

    private sealed class Answers
    {
        public long[] Scores { get; } = new long[Highest + 1];

        public long Unanswered { get; private set; }

        public void Add(long? score, long times)
        {
            if (score is { } given)
                Scores[given] += times;
            else
                Unanswered += times;
        }
    }
}
