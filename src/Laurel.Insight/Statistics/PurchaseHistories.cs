namespace Laurel.Insight.Statistics;

/// <summary>
/// The purchase histories of many members, equal ones grouped: with whole days a shop of a million members has far fewer
/// different histories than members, and every sum over members becomes a sum over groups.
/// </summary>
public sealed class PurchaseHistories
{
    private readonly int[] groups;

    private PurchaseHistories(PurchaseHistory[] distinct, double[] members, int[] groups)
    {
        Distinct = distinct;
        Members = members;
        Count = (int)members.Sum();
        this.groups = groups;
        Repeats = Coded.Of(distinct, history => (double)history.Repeats);
        Times = Coded.Of([.. distinct.Select(history => history.LastRepeat), .. distinct.Select(history => history.Observed)], t => t);
    }

    /// <summary>The different histories, in the order in which they were first met.</summary>
    public IReadOnlyList<PurchaseHistory> Distinct { get; }

    /// <summary>How many members share each of the different histories.</summary>
    public IReadOnlyList<double> Members { get; }

    /// <summary>The number of members.</summary>
    public int Count { get; }

    /// <summary>For each member, in the order given, the place of its history in <see cref="Distinct"/>.</summary>
    public ReadOnlySpan<int> Groups => groups;

    /// <summary>The mean time a member was observed.</summary>
    internal double MeanObserved => Math.Max(Sum(history => history.Observed) / Count, 1e-6);

    /// <summary>The time observed per repeat purchase.</summary>
    internal double MeanInterval => MeanObserved * Count / Math.Max(Sum(history => history.Repeats), 1);

    /// <summary>The different values of x, so that gamma functions are taken once per value.</summary>
    internal Coded Repeats { get; }

    /// <summary>The different times; codes of t_x for every group, then codes of T for every group.</summary>
    internal Coded Times { get; }

    /// <summary>Groups the histories of members.</summary>
    /// <exception cref="ArgumentException">There are none, or one is impossible (t_x after T, t_x without repeats).</exception>
    public static PurchaseHistories Of(ReadOnlySpan<PurchaseHistory> members)
    {
        if (members.IsEmpty)
            throw new ArgumentException("There are no members to learn from.", nameof(members));
        var places = new Dictionary<PurchaseHistory, int>();
        var distinct = new List<PurchaseHistory>();
        var counts = new List<double>();
        var groups = new int[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            if (!places.TryGetValue(members[i], out var place))
            {
                members[i].Require();
                places.Add(members[i], place = distinct.Count);
                distinct.Add(members[i]);
                counts.Add(0);
            }
            counts[place]++;
            groups[i] = place;
        }
        return new PurchaseHistories([.. distinct], [.. counts], groups);
    }

    /// <summary>Every so many of the groups, so that at most about <paramref name="most"/> remain; itself when there are no more.</summary>
    internal PurchaseHistories Thinned(int most)
    {
        if (Distinct.Count <= most)
            return this;
        var stride = (Distinct.Count + most - 1) / most;
        return new PurchaseHistories(
            [.. Distinct.Where((_, group) => group % stride == 0)], [.. Members.Where((_, group) => group % stride == 0)], []);
    }

    /// <summary>A figure of every different history, handed to each member that shares it.</summary>
    public double[] ForEachMember(Func<PurchaseHistory, double> figure)
    {
        var figures = Array.ConvertAll((PurchaseHistory[])Distinct, history => figure(history));
        return Array.ConvertAll(groups, group => figures[group]);
    }

    /// <summary>The sum of a figure over all members.</summary>
    public double Sum(Func<PurchaseHistory, double> figure)
    {
        var sum = 0.0;
        for (var i = 0; i < Distinct.Count; i++)
            sum += Members[i] * figure(Distinct[i]);
        return sum;
    }
}
