using Laurel.Insight.Causal;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>The series of the treated unit and of its donors, over the periods in which the treated unit was seen.</summary>
/// <param name="Periods">Positions of those periods.</param>
/// <param name="From">Position of the first period under treatment.</param>
internal sealed record SyntheticSeries(Series Treated, IReadOnlyList<Series> Donors, IReadOnlyList<int> Periods, PeriodScale Scale,
    int From)
{
    public int Before => Periods.Count(period => period < From);
}

/// <summary>Reads one unit in which something began, and the others, from a file.</summary>
internal sealed class SyntheticFile
{
    private const int MostNames = 10;
    private const int FewestDonors = 3;

    private readonly SyntheticRequest request;
    private readonly NameColumn unit;
    private readonly NameColumn time;
    private readonly NumberColumn outcome;
    private readonly FlagColumn? flag;

    private SyntheticFile(SyntheticRequest request, StudyTable table)
    {
        this.request = request;
        unit = new(table.Find(request.Unit));
        time = new(table.Find(request.Time));
        outcome = new(table.Find(request.Outcome));
        ColumnPlace[] others = [unit.Place, time.Place, outcome.Place];
        flag = table.TryFind(request.Treated) is { } place && !others.Contains(place) ? new(place) { IsOptional = true } : null;
    }

    public static SyntheticSeries Read(SyntheticRequest request, StudyRun run)
    {
        var table = StudyTable.Open(request.File, run.Reading);
        var file = new SyntheticFile(request, table);
        var cells = new PanelCells(file.unit, file.time, file.outcome, request.Repeats);
        var scan = new TableScan(table, run);
        scan.ForEach(
            [.. ((Column?[])[file.unit, file.time, file.outcome, file.flag]).OfType<Column>()],
            () => cells.Add(file.flag is { IsMissing: false, Value: true } ? 1 : 0, scan.Row));
        cells.Report(run);
        var scale = PeriodScale.Of(file.time, run.Reading.DateFormat);
        var treated = file.TreatedUnit(cells, table);
        return file.Arrange(cells, scale, treated, file.Start(cells, scale, treated), run);
    }

    private int TreatedUnit(PanelCells cells, StudyTable table)
    {
        if (flag is null)
        {
            return unit.Names.Find(request.Treated) ?? throw new StudyException(
                "no-unit", ("text", request.Treated), ("column", unit.Name),
                ("near", Spelling.Nearest(request.Treated, unit.Names.All)), ("columns", string.Join(", ", table.Columns)));
        }
        int[] marked = [.. cells.All.Where(cell => cell.Group == 1).Select(cell => cell.Unit).Distinct()];
        return marked switch
        {
            [var one] => one,
            [] => throw new StudyException("nobody-treated", ("column", flag.Name)),
            _ => throw new StudyException(
                "several-treated", ("column", flag.Name),
                ("units", string.Join(", ", marked.Take(MostNames).Select(code => unit.Names[code])))),
        };
    }

    /// <summary>The period that was named, or the first in which the column is 1.</summary>
    private int Start(PanelCells cells, PeriodScale scale, int treated)
    {
        if (request.From is { } typed)
            return scale.Find(typed) ?? throw new StudyException("not-a-period", ("column", "--from"), ("text", typed),
                ("label", scale.Text(0)));
        var own = cells.All.Where(cell => cell.Unit == treated).ToList();
        if (flag is null || own.TrueForAll(cell => cell.Group == 1))
            throw new StudyException("missing-option", ("option", "--from"));
        return own.Where(cell => cell.Group == 1).Min(cell => scale.Position(cell.Time));
    }

    private SyntheticSeries Arrange(PanelCells cells, PeriodScale scale, int treated, int from, StudyRun run)
    {
        var byUnit = cells.All.GroupBy(cell => cell.Unit).ToDictionary(
            group => group.Key, group => group.ToDictionary(cell => scale.Position(cell.Time), cells.Value));
        int[] own = [.. byUnit[treated].Keys.Order()];
        if (own.Length < scale.Count)
            run.Warn("periods-left-out", time.Name, ("rows", scale.Count - own.Length), ("unit", unit.Names[treated]));
        var periods = CommonPeriods.Of(own, [.. byUnit.Where(one => one.Key != treated).Select(one => one.Value.Keys.ToHashSet())]);
        if (own.Except(periods).ToArray() is { Length: > 0 } unseen)
            run.Warn("periods-few-donors", time.Name, ("rows", unseen.Length),
                ("periods", string.Join(", ", unseen.Take(MostNames).Select(scale.Text))));
        var (whole, broken) = (new List<Series>(), new List<string>());
        foreach (var (code, values) in byUnit.Where(one => one.Key != treated))
        {
            if (Array.TrueForAll(periods, values.ContainsKey))
                whole.Add(new(unit.Names[code], [.. periods.Select(period => values[period])]));
            else
                broken.Add(unit.Names[code]);
        }
        if (broken.Count > 0)
            run.Warn("donors-left-out", unit.Name, ("rows", broken.Count), ("units", string.Join(", ", broken.Take(MostNames))));
        var series = new SyntheticSeries(
            new(unit.Names[treated], [.. periods.Select(period => byUnit[treated][period])]), whole, periods, scale, from);
        Require(series);
        return series;
    }

    private static void Require(SyntheticSeries series)
    {
        if (series.Donors.Count < FewestDonors)
            throw new StudyException("few-donors", ("count", series.Donors.Count), ("least", FewestDonors));
        if (series.Before < 2 || series.Before == series.Periods.Count)
            throw new StudyException("no-before", ("before", series.Before), ("after", series.Periods.Count - series.Before));
    }
}
