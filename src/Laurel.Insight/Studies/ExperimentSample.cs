using Laurel.Insight.Experiments;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>The arms of a test and, for each metric, the sums the formulas need; the rows themselves are not kept.</summary>
internal sealed class ExperimentSample
{
    private readonly ExperimentRequest request;
    private readonly NameColumn arm;
    private readonly NameColumn? unit;
    private readonly FlagColumn? joined;

    private ExperimentSample(ExperimentRequest request, StudyTable table)
    {
        this.request = request;
        arm = new(table.Find(request.Arm));
        unit = request.Unit is { } name ? new(table.Find(name)) : null;
        joined = request.Joined is { } taken ? new(table.Find(taken)) : null;
        var names = table.Split(request.Metrics);
        var covariates = table.Split(request.Covariates);
        if (covariates.Count > 1 && covariates.Count != names.Count)
            throw new StudyException("bad-option", ("option", "--covariate"), ("text", string.Join(", ", covariates)),
                ("wanted", names.Count));
        Metrics = [.. names.Select((metric, i) => new MetricSample(
            metric,
            MetricColumns.Find(table, metric, covariates.Count == 0 ? null : covariates[covariates.Count == 1 ? 0 : i], request),
            request.Cap is not null))];
    }

    /// <summary>Control first, the others in order of their names.</summary>
    public IReadOnlyList<string> Arms { get; private set; } = [];

    /// <summary>Units drawn into each arm, whether their metric is known or not.</summary>
    public IReadOnlyList<long> Assigned { get; private set; } = [];

    public IReadOnlyList<MetricSample> Metrics { get; }

    public static ExperimentSample Read(ExperimentRequest request, StudyRun run)
    {
        var table = StudyTable.Open(request.File, run.Reading);
        var sample = new ExperimentSample(request, table);
        List<Column> columns = [sample.arm, .. sample.Metrics.SelectMany(metric => metric.Columns.All)];
        columns.AddRange(((Column?[])[sample.unit, sample.joined]).OfType<Column>());
        var assigned = new ArmCounts();
        if (sample.unit is null)
            new TableScan(table, run).ForEach(columns, () => sample.AddRow(assigned));
        else
            sample.AddUnits(new TableScan(table, run), columns, assigned, run);
        sample.Order(assigned, run);
        return sample;
    }

    private void AddRow(ArmCounts assigned)
    {
        assigned.Add(arm.Code);
        foreach (var metric in Metrics)
            metric.Add(arm.Code, metric.Columns.Current, joined?.Value);
    }

    private void AddUnits(TableScan scan, IReadOnlyList<Column> columns, ArmCounts assigned, StudyRun run)
    {
        var units = new UnitSums(unit!.Names, Metrics.Count);
        scan.ForEach(columns, () =>
        {
            if (!units.Enter(unit.Code, arm.Code, joined?.Value))
                return;
            for (var i = 0; i < Metrics.Count; i++)
                units.Add(unit.Code, i, Metrics[i].Columns);
        });
        if (units.InTwoArms > 0)
            run.Warn("unit-in-two-arms", unit.Name, ("rows", units.InTwoArms), ("unit", units.FirstInTwoArms));
        foreach (var (armCode, reading, took) in units.Read())
        {
            assigned.Add(armCode);
            for (var i = 0; i < Metrics.Count; i++)
                Metrics[i].Add(armCode, reading[i], took);
        }
    }

    private void Order(ArmCounts assigned, StudyRun run)
    {
        var control = arm.Names.Find(request.Control)
            ?? throw new StudyException("no-value", ("column", arm.Name), ("text", request.Control),
                ("near", Spelling.Nearest(request.Control, arm.Names.All)), ("values", Values(arm.Names)));
        if (arm.Names.Count < 2)
            throw new StudyException("one-arm", ("column", arm.Name), ("text", arm.Names[control]));
        if (arm.Names.Count > MostArms)
            throw new StudyException("many-arms", ("column", arm.Name), ("count", arm.Names.Count));
        int[] order = [control, .. Enumerable.Range(0, arm.Names.Count).Where(code => code != control)
            .OrderBy(code => arm.Names[code], StringComparer.Ordinal)];
        Arms = [.. order.Select(code => arm.Names[code])];
        Assigned = [.. order.Select(assigned.Of)];
        foreach (var metric in Metrics)
            metric.Settle(order, Arms, run);
    }

    private const int MostArms = 20;

    private static string Values(Names names) => string.Join(", ", names.All.Take(MostArms)) + (names.Count > MostArms ? ", …" : "");

    private sealed class ArmCounts
    {
        private readonly List<long> counts = [];

        public void Add(int arm)
        {
            while (counts.Count <= arm)
                counts.Add(0);
            counts[arm]++;
        }

        public long Of(int arm) => arm < counts.Count ? counts[arm] : 0;
    }
}
