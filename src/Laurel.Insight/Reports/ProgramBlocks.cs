using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>What the program does, and how it feels to those it is for.</summary>
internal static class ProgramBlocks
{
    private const int MostLines = 5;
    private static readonly string[] YesAndNo = ["yes", "no"];

    internal static Block Satisfaction(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "satisfied")!;
        var period = latest.Keys[0];
        return new(answer, telling.Sentence("finding.satisfaction", ("period", telling.Period(period)), ("satisfied", telling.Value(answer, latest)),
            ("between", telling.Between(answer, latest)), ("recommend", telling.Value(answer, answer.Find("recommend", period))),
            ("answered", telling.Value(answer, answer.Find("answered", period)))),
            [telling.Lines(answer, false, "satisfied", "answered"), telling.Lines(answer, false, "recommend") with { NamesOne = true }]);
    }

    /// <summary>A board of two by two.</summary>
    internal static Block LoyalAndSatisfied(Answer answer, Telling telling)
    {
        var chart = new Heatmap
        {
            Id = "c-loyal-and-satisfied",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, "loyal"),
            Numbers = telling.Style(answer, Unit.Share),
            Width = 1000,
            Rows = [.. YesAndNo.Select(loyal => (telling.Key("loyal", loyal), ""))],
            Columns = [.. YesAndNo.Select(satisfied => telling.Key("satisfied", satisfied))],
            Cells = [.. YesAndNo.Select(loyal => (IReadOnlyList<HeatCell>)[.. YesAndNo.Select(satisfied => Cell(loyal, satisfied))])],
        };
        return new(answer, telling.Sentence("finding.loyal-and-satisfied",
            ("both", telling.Value(answer, answer.Find("members", "yes", "yes"))), ("held", telling.Value(answer, answer.Find("members", "yes", "no"))),
            ("content", telling.Value(answer, answer.Find("members", "no", "yes")))), [chart]);

        HeatCell Cell(string loyal, string satisfied)
        {
            var figure = answer.Find("members", loyal, satisfied)!;
            return new(figure.Value, Note: telling.Of(figure), Below: telling.Style(answer, Unit.Count).Exact(figure.Total ?? 0));
        }
    }

    internal static Block ShareOfWallet(Answer answer, Telling telling)
    {
        var latest = Telling.Latest(answer, "percent")!;
        return new(answer, telling.Sentence("finding.share-of-wallet", ("period", telling.Period(latest.Keys[0])),
            ("percent", telling.Value(answer, latest)), ("between", telling.Between(answer, latest))), [telling.Lines(answer, false, "percent")]);
    }

    /// <summary>One measure over the periods, a line for each of the largest parts the answer has.</summary>
    internal static Func<Answer, Telling, Block> Over(string measure) => (answer, telling) => new(answer, "", [Lines(answer, telling, measure)]);

    /// <summary>One measure of every offer or the like, the highest first.</summary>
    internal static Func<Answer, Telling, Block> Ranked(string measure) => (answer, telling) =>
    {
        var figures = answer.Of(measure).Where(f => f.Value is not null).OrderByDescending(f => f.Value).ToList();
        return new(answer, "", figures.Count == 0 ? [] :
        [
            new RankChart
            {
                Id = $"c-{answer.Question.Id}",
                Title = answer.Question.Title(telling.Language),
                Description = telling.Description(answer, answer.Dimensions[0]),
                Numbers = telling.Style(answer, measure),
                Width = 1000,
                Places = [.. figures.Select(f => Place.Of(Part(answer, telling, f, 0)))],
                Series = new(answer.Question.MeasureText(telling.Language, figures[0].Measure), [.. figures.Select(f => f.Value)]),
            },
        ]);
    };

    private static LineChart Lines(Answer answer, Telling telling, string measure)
    {
        var known = answer.Of(measure).ToList();
        var periods = BlockParts.Keys(answer, 0).SkipWhile(p => known.Where(f => f.Keys[0] == p).All(f => f is { Value: null, IsMature: true })).ToList();
        var parts = known.GroupBy(f => Part(answer, telling, f, 1)).OrderByDescending(part => part.Sum(f => f.Total ?? 0)).Take(MostLines).ToList();
        return new LineChart
        {
            Id = $"c-{answer.Question.Id}",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, answer.Dimensions[0]),
            Numbers = telling.Style(answer, measure),
            Pending = telling.Say("report.pending"),
            Width = 1000,
            NamesOne = true,
            Places = [.. periods.Select(p => telling.Place(answer, p))],
            Series = [.. parts.Select(part => BlockParts.Series(telling, answer, measure, Name(part.Key), periods.Select(p => part.FirstOrDefault(f => f.Keys[0] == p))))],
        };

        string Name(string part) => (part, parts.Count) switch
        {
            ("", _) => Measured(),
            (_, 1) => $"{Measured()} · {part}",
            _ => part,
        };

        string Measured() => answer.Question.MeasureText(telling.Language, known[0].Measure);
    }

    /// <summary>What a figure is of, from one of its dimensions on.</summary>
    private static string Part(Answer answer, Telling telling, Figure figure, int from) =>
        string.Join(" · ", figure.Keys.Select((key, i) => telling.Key(answer.Dimensions[i], key)).Skip(from).Distinct());
}
