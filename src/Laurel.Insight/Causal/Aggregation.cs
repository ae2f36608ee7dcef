namespace Laurel.Insight.Causal;

/// <summary>
/// Cells summed up: over everything after joining (simple), by group, by time since joining. Groups weigh by how many joined in them,
/// and that the weights are estimated is part of the error.
/// </summary>
/// <remarks>Callaway and Sant'Anna (2021), section 3; the error of the weights as in their corollary 2.</remarks>
internal sealed class Aggregation(Panel panel, IReadOnlyList<GroupTimeCell> cells)
{
    private readonly List<GroupTimeCell> after = [.. cells.Where(cell => cell.IsAfterJoining)];

    /// <summary>Every cell after joining, weighted by the size of its group.</summary>
    public Linearised Simple() => Weighted([.. after.Select(cell => cell.Group)], [.. after.Select(cell => cell.Effect)]);

    /// <summary>The average over the periods since each group joined; key: position of the group.</summary>
    public SortedDictionary<int, Linearised> ByGroup() => new(after.GroupBy(cell => cell.Group)
        .ToDictionary(group => group.Key, group => Linearised.Average([.. group.Select(cell => cell.Effect)])));

    /// <summary>The groups' averages, weighted by their size: the figure nearest to "the effect on those who joined".</summary>
    public Linearised OverGroups()
    {
        var groups = ByGroup();
        return Weighted([.. groups.Keys], [.. groups.Values]);
    }

    /// <summary>By periods since joining (negative: before), groups weighted by size.</summary>
    public SortedDictionary<int, Linearised> ByEventTime() => new(cells.GroupBy(cell => cell.EventTime)
        .ToDictionary(time => time.Key, time => Weighted([.. time.Select(cell => cell.Group)], [.. time.Select(cell => cell.Effect)])));

    /// <summary>The plain average over the times since joining.</summary>
    public Linearised OverEventTimes() =>
        Linearised.Average([.. ByEventTime().Where(time => time.Key >= 0).Select(time => time.Value)]);

    /// <summary>Σ w_k·term_k with w_k = p_k/Σp, p_k the share of all units in group k.</summary>
    private Linearised Weighted(IReadOnlyList<int> groups, IReadOnlyList<Linearised> terms)
    {
        double[] shares = [.. groups.Select(group => panel.Joined.Count(joined => joined == group) / (double)panel.Units)];
        var total = shares.Sum();
        var combined = Linearised.Combine(terms, [.. shares.Select(share => share / total)]);
        var influence = (double[])combined.Influence.Clone();
        for (var i = 0; i < influence.Length; i++)
        {
            for (var k = 0; k < terms.Count; k++)
                influence[i] += ((panel.Joined[i] == groups[k] ? 1 : 0) - shares[k]) / total * (terms[k].Value - combined.Value);
        }
        return combined with { Influence = influence };
    }
}
