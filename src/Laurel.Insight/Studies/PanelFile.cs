using Laurel.Insight.Causal;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>Reads a panel from a file: periods get their order, units the period in which they joined.</summary>
internal sealed class PanelFile
{
    private readonly NameColumn unit;
    private readonly NameColumn time;
    private readonly NameColumn? cohort;
    private readonly FlagColumn? treated;
    private readonly NumberColumn outcome;
    private readonly NameColumn? cluster;
    private readonly Dictionary<int, int> clusters = [];

    private PanelFile(PanelRequest request, StudyTable table)
    {
        unit = new(table.Find(request.Unit));
        time = new(table.Find(request.Time));
        cohort = request.Cohort is { } name ? new(table.Find(name)) { IsOptional = true } : null;
        treated = request.Treated is { } flag ? new(table.Find(flag)) : null;
        outcome = new(table.Find(request.Outcome));
        cluster = request.Cluster is { } shared ? new(table.Find(shared)) : null;
    }

    public static (Panel Panel, PeriodScale Scale) Read(PanelRequest request, StudyRun run)
    {
        if (request.Cohort is null == request.Treated is null)
            throw new StudyException("two-options", ("one", "--cohort"), ("other", "--treated"));
        var table = StudyTable.Open(request.File, run.Reading);
        var file = new PanelFile(request, table);
        var cells = new PanelCells(file.unit, file.time, file.outcome, request.Repeats);
        var scan = new TableScan(table, run);
        scan.ForEach(
            [.. ((Column?[])[file.unit, file.time, file.outcome, file.cohort, file.treated, file.cluster]).OfType<Column>()],
            () => file.Take(cells, scan.Row));
        cells.Report(run);
        var scale = PeriodScale.Of(file.time, run.Reading.DateFormat);
        var joined = file.cohort is null ? file.FromFlags(cells, scale, run) : file.FromCohorts(cells, scale, run);
        return (Panel.Of(file.Rows(cells, scale, joined)), scale);
    }

    private void Take(PanelCells cells, long row)
    {
        if (cluster is not null)
            clusters.TryAdd(unit.Code, cluster.Code);
        cells.Add(treated is not null ? treated.Value ? 1 : 0 : cohort!.IsMissing ? -1 : cohort.Code, row);
    }

    private IEnumerable<PanelRow> Rows(PanelCells cells, PeriodScale scale, Dictionary<int, int?> joined) =>
        cells.All.Select(cell => new PanelRow(
        unit.Names[cell.Unit],
        scale.Position(cell.Time),
        cells.Value(cell),
        joined[cell.Unit],
        cluster is null ? null : cluster.Names[clusters[cell.Unit]]));

    /// <summary>By unit: the position of the first period at or after the one its cohort column names.</summary>
    private Dictionary<int, int?> FromCohorts(PanelCells cells, PeriodScale scale, StudyRun run)
    {
        var periods = scale.FirstPeriods(cohort!.Name, cohort.Names.All);
        var groups = new Dictionary<int, int>();
        foreach (var cell in cells.All)
        {
            if (!groups.TryAdd(cell.Unit, cell.Group) && Period(groups[cell.Unit]) != Period(cell.Group))
                throw new StudyException("two-cohorts", ("unit", unit.Names[cell.Unit]), ("column", cohort.Name), ("row", cell.Row));
        }
        if (scale.HasZeroWithin && groups.Count(group => group.Value >= 0 && PeriodScale.IsZero(cohort.Names[group.Value])) is > 0 and var zeros)
            run.Warn("zero-is-never", cohort.Name, ("rows", zeros), ("column", cohort.Name));
        return groups.ToDictionary(group => group.Key, group => Period(group.Value));

        int? Period(int code) => code < 0 ? null : periods[code];
    }

    /// <summary>By unit: the position of its first period under treatment.</summary>
    private Dictionary<int, int?> FromFlags(PanelCells cells, PeriodScale scale, StudyRun run)
    {
        var first = new Dictionary<int, int?>();
        foreach (var cell in cells.All)
        {
            first.TryAdd(cell.Unit, null);
            if (cell.Group == 1 && (first[cell.Unit] is not { } known || scale.Position(cell.Time) < known))
                first[cell.Unit] = scale.Position(cell.Time);
        }
        var ended = cells.All.Where(cell => cell.Group == 0 && first[cell.Unit] < scale.Position(cell.Time)).Select(cell => cell.Unit)
            .Distinct().ToList();
        if (ended.Count > 0)
            run.Warn("treatment-ends", treated!.Name, ("rows", ended.Count), ("unit", unit.Names[ended[0]]));
        return first;
    }
}
