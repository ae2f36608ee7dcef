using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>Whom joiners are compared with.</summary>
public enum ComparedWith
{
    /// <summary>Units that never join within the panel.</summary>
    NeverJoined,

    /// <summary>Units that have not joined yet, whether they do later or not.</summary>
    NotYetJoined,
}

/// <summary>The average effect on those who joined in one period, seen in one period: ATT(g, t).</summary>
/// <param name="Group">Period of joining, g.</param>
/// <param name="Period">Period of the outcome, t. Before g the effect should be 0: those cells test the assumption.</param>
/// <param name="BasePeriod">Period it is compared with: g − 1, or t − 1 before joining.</param>
/// <param name="Band">Interval that holds for all cells at once.</param>
/// <param name="Units">Joiners in the cell.</param>
/// <param name="Controls">Units they are compared with.</param>
public sealed record GroupTimeEffect(
    int Group, int Period, int BasePeriod, Estimate Estimate, Interval Band, int Units, int Controls)
{
    public bool IsAfterJoining => Period >= Group;
}

/// <summary>A cell before it is shown: positions instead of period numbers.</summary>
internal sealed record GroupTimeCell(int Group, int Time, int Base, Linearised Effect, int Units, int Controls)
{
    /// <summary>Periods since joining, negative before.</summary>
    public int EventTime => Time - Group;

    public bool IsAfterJoining => Time >= Group;
}

/// <summary>
/// ATT(g,t) = E[Y_t − Y_b | G = g] − E[Y_t − Y_b | control], b = g − 1 from joining on and t − 1 before ("varying base"); no covariates.
/// </summary>
/// <remarks>
/// Callaway and Sant'Anna (2021), "Difference-in-differences with multiple time periods", J. Econometrics 225, section 2.
/// </remarks>
internal static class GroupTime
{
    /// <summary>All cells that have somebody to compare with, by group, then time. Where everybody joins, the last to join are only there to
    /// be compared with, as in the authors' package did: before joining they say nothing that the others do not.</summary>
    public static List<GroupTimeCell> Cells(Panel panel, ComparedWith with)
    {
        var cells = new List<GroupTimeCell>();
        foreach (var group in panel.Joined.Contains(Panel.Never) ? panel.Groups : panel.Groups.SkipLast(1))
        {
            for (var time = 1; time < panel.Periods.Count; time++)
            {
                if (Cell(panel, with, group, time) is { } cell)
                    cells.Add(cell);
            }
        }
        return cells;
    }

    private static GroupTimeCell? Cell(Panel panel, ComparedWith with, int group, int time)
    {
        var start = time < group ? time - 1 : group - 1;
        bool IsControl(int joined) => joined != group
            && (with == ComparedWith.NeverJoined ? joined == Panel.Never : joined > Math.Max(time, start));
        bool[] treated = [.. panel.Joined.Select(joined => joined == group)];
        bool[] control = [.. panel.Joined.Select(IsControl)];
        var (units, controls) = (treated.Count(mark => mark), control.Count(mark => mark));
        if (controls == 0)
            return null;
        double[] change = [.. panel.Outcomes.Select(outcome => outcome[time] - outcome[start])];
        return new(group, time, start, Mean(change, treated, units) - Mean(change, control, controls), units, controls);
    }

    /// <summary>The mean over the marked units; ψᵢ = n/m·1ᵢ·(yᵢ − ȳ).</summary>
    private static Linearised Mean(double[] values, bool[] marked, int count)
    {
        var mean = values.Zip(marked, (value, mark) => mark ? value : 0).Sum() / count;
        var scale = (double)values.Length / count;
        return new(mean, [.. values.Zip(marked, (value, mark) => mark ? scale * (value - mean) : 0)]);
    }
}
