using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>The outcomes of a panel, one per unit and period; what to do with more than one is the caller's decision.</summary>
internal sealed class PanelCells(NameColumn unit, NameColumn time, NumberColumn outcome, Repeats repeats)
{
    private readonly Dictionary<long, int> places = [];
    private readonly List<Cell> cells = [];

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Cell> All => cells;

    /// <summary>Rows that repeat another one in everything, or were added to one.</summary>
    public long Repeated { get; private set; }

    /// <summary>Takes the current row.</summary>
    /// <param name="group">What must be the same in all rows of a unit.</param>
    public void Add(int group, long row)
    {
        var key = ((long)unit.Code << 32) | (uint)time.Code;
        if (places.TryGetValue(key, out var place))
        {
            Repeat(place, row);
            return;
        }
        places.Add(key, cells.Count);
        cells.Add(new(unit.Code, time.Code, group, outcome.Value, 1, row));
    }

    public double Value(Cell cell) => repeats == Repeats.Mean ? cell.Sum / cell.Count : cell.Sum;

    public void Report(StudyRun run)
    {
        if (Repeated > 0)
            run.Warn(repeats == Repeats.Refuse ? "repeated-rows" : "combined-rows", null, ("rows", Repeated));
    }

    private void Repeat(int place, long row)
    {
        var cell = cells[place];
        if (repeats == Repeats.Refuse && cell.Sum != outcome.Value)
            throw new StudyException("two-outcomes", ("unit", unit.Text), ("period", time.Text), ("row", row), ("other", cell.Row));
        Repeated++;
        if (repeats != Repeats.Refuse)
            cells[place] = cell with { Sum = cell.Sum + outcome.Value, Count = cell.Count + 1 };
    }

    /// <summary>One unit in one period.</summary>
    internal readonly record struct Cell(int Unit, int Time, int Group, double Sum, int Count, long Row);
}
