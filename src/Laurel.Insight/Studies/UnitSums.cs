using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>The rows of each unit of randomisation added up: a test has one figure per member, never one per order.</summary>
internal sealed class UnitSums(Names names, int metrics)
{
    private const int NotMet = -1;
    private const int InSeveral = -2;

    private readonly List<int> arms = [];
    private readonly List<bool?> joined = [];
    private readonly List<MetricReading[]> readings = [];

    /// <summary>Units that were drawn into more than one arm; they are left out.</summary>
    public long InTwoArms { get; private set; }

    public string FirstInTwoArms { get; private set; } = "";

    /// <summary>Takes note of a row of a unit; false when the unit is left out.</summary>
    public bool Enter(int unit, int arm, bool? took)
    {
        while (arms.Count <= unit)
        {
            arms.Add(NotMet);
            joined.Add(null);
            readings.Add(new MetricReading[metrics]);
        }
        if (arms[unit] == NotMet)
            arms[unit] = arm;
        if (took is { } one)
            joined[unit] = one || joined[unit] == true;
        if (arms[unit] == arm)
            return true;
        if (arms[unit] != InSeveral && InTwoArms++ == 0)
            FirstInTwoArms = names[unit];
        arms[unit] = InSeveral;
        return false;
    }

    /// <summary>Adds the current row of a metric. A covariate belongs to the unit, so it is the same in all its rows.</summary>
    public void Add(int unit, int metric, MetricColumns columns)
    {
        var (sum, row) = (readings[unit][metric], columns.Current);
        if (row.Before is not null && sum.Before is not null && (row.Before, row.BeforeBelow) != (sum.Before, sum.BeforeBelow))
            throw new StudyException("covariate-varies", ("column", columns.Covariate), ("unit", names[unit]));
        readings[unit][metric] = new(
            row.Value is null ? sum.Value : row.Value + (sum.Value ?? 0),
            row.Value is null ? sum.Below : row.Below + (sum.Below ?? 0),
            sum.Before ?? row.Before,
            sum.Before is null ? row.BeforeBelow : sum.BeforeBelow);
    }

    public IEnumerable<(int Arm, MetricReading[] Readings, bool? Joined)> Read()
    {
        for (var unit = 0; unit < arms.Count; unit++)
        {
            if (arms[unit] >= 0)
                yield return (arms[unit], readings[unit], joined[unit]);
        }
    }
}
