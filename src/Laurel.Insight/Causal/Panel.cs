using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>One unit (a member, a store, a region) in one period.</summary>
/// <param name="Unit">Name of the unit.</param>
/// <param name="Period">Number of the period; periods are ordered by it and need not be consecutive.</param>
/// <param name="Outcome">The metric.</param>
/// <param name="JoinedIn">First period under treatment, the same in all rows of a unit; null if never.</param>
/// <param name="Cluster">What units share, such as a store; null for all or for none.</param>
public readonly record struct PanelRow(string Unit, int Period, double Outcome, int? JoinedIn = null, string? Cluster = null);

/// <summary>What was left out of a panel, so that nothing disappears silently.</summary>
/// <param name="Units">Units in the rows.</param>
/// <param name="Kept">Units that are analysed.</param>
/// <param name="MissingPeriods">Units left out because a period was missing.</param>
/// <param name="JoinedBeforeFirstPeriod">
/// Units left out because they had joined by the first period: nothing is known of their before.
/// </param>
public sealed record PanelReport(int Units, int Kept, IReadOnlyList<string> MissingPeriods, IReadOnlyList<string> JoinedBeforeFirstPeriod);

/// <summary>
/// Units observed in the same periods, each of which joins at some period or never; balanced, with a report of what was left out.
/// </summary>
public sealed class Panel
{
    /// <summary>The group of units that do not join within the panel.</summary>
    internal const int Never = int.MaxValue;

    private Panel(int[] periods, double[][] outcomes, int[] joined, Clusters clusters, PanelReport report)
    {
        (Periods, Outcomes, Joined, Clusters, Report) = (periods, outcomes, joined, clusters, report);
        Groups = [.. joined.Where(at => at != Never).Distinct().Order()];
    }

    public PanelReport Report { get; }

    /// <summary>The numbers of the periods, in order.</summary>
    public IReadOnlyList<int> Periods { get; }

    /// <summary>By unit, then by position of the period.</summary>
    internal double[][] Outcomes { get; }

    /// <summary>By unit: position of the first period under treatment, or <see cref="Never"/>.</summary>
    internal int[] Joined { get; }

    /// <summary>Positions at which somebody joined.</summary>
    internal int[] Groups { get; }

    internal Clusters Clusters { get; }

    internal int Units => Joined.Length;

    /// <exception cref="UnusableSampleException">When a unit has two outcomes in a period, two joining periods, or an outcome that is no
    /// number; or when nothing is left.</exception>
    public static Panel Of(IEnumerable<PanelRow> rows)
    {
        var all = rows.ToList();
        int[] periods = [.. all.Select(row => row.Period).Distinct().Order()];
        var position = periods.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        List<string> missing = [], early = [];
        var kept = new List<(double[] Outcomes, int Joined, string? Cluster)>();
        var units = all.GroupBy(row => row.Unit).ToList();
        foreach (var unit in units)
        {
            var outcomes = Series(unit, position);
            var joined = Position(unit, periods);
            if (outcomes is null)
                missing.Add(unit.Key);
            else if (joined == 0)
                early.Add(unit.Key);
            else
                kept.Add((outcomes, joined, unit.First().Cluster));
        }
        if (kept.Count == 0 || periods.Length < 2)
            throw new UnusableSampleException("panel-empty");
        var clusters = Clusters.Of([.. kept.Select(unit => unit.Cluster)]);
        var report = new PanelReport(units.Count, kept.Count, missing, early);
        return new(periods, [.. kept.Select(unit => unit.Outcomes)], [.. kept.Select(unit => unit.Joined)], clusters, report);
    }

    /// <summary>The outcomes in order of period, or null when one is missing.</summary>
    private static double[]? Series(IGrouping<string, PanelRow> unit, Dictionary<int, int> position)
    {
        var outcomes = new double[position.Count];
        Array.Fill(outcomes, double.NaN);
        foreach (var row in unit)
        {
            if (!double.IsFinite(row.Outcome))
                throw new UnusableSampleException("panel-no-number", ("unit", row.Unit), ("period", row.Period));
            if (!double.IsNaN(outcomes[position[row.Period]]))
                throw new UnusableSampleException("panel-two-outcomes", ("unit", row.Unit), ("period", row.Period));
            outcomes[position[row.Period]] = row.Outcome;
        }
        return Array.Exists(outcomes, double.IsNaN) ? null : outcomes;
    }

    private static int Position(IGrouping<string, PanelRow> unit, int[] periods)
    {
        var joined = unit.Select(row => row.JoinedIn).Distinct().ToList();
        if (joined.Count > 1)
            throw new UnusableSampleException("panel-two-joinings", ("unit", unit.Key));
        if (joined[0] is not { } first)
            return Never;
        var at = Array.FindIndex(periods, period => period >= first);
        return at < 0 ? Never : at;
    }
}
