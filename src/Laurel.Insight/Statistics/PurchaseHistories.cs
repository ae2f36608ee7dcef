namespace Laurel.Insight.Statistics;

/// <summary>
/// The purchase histories of many customers, equal ones grouped: with whole days a shop of a million customers has far fewer
/// different histories than customers, and every sum over customers becomes a sum over groups.
/// </summary>
public sealed class PurchaseHistories
{
    private readonly int[] groups;

    private PurchaseHistories(PurchaseHistory[] distinct, double[] customers, int[] groups)
    {
        Distinct = distinct;
        Customers = customers;
        Count = (int)customers.Sum();
        this.groups = groups;
        Repeats = Coded.Of(distinct, history => (double)history.Repeats);
        Times = Coded.Of([.. distinct.Select(history => history.LastRepeat), .. distinct.Select(history => history.Observed)], t => t);
    }

    /// <summary>The different histories, in the order in which they were first met.</summary>
    public IReadOnlyList<PurchaseHistory> Distinct { get; }

    /// <summary>How many customers share each of the different histories.</summary>
    public IReadOnlyList<double> Customers { get; }

    /// <summary>The number of customers.</summary>
    public int Count { get; }

    /// <summary>For each customer, in the order given, the place of its history in <see cref="Distinct"/>.</summary>
    public ReadOnlySpan<int> Groups => groups;

    /// <summary>The mean time a customer was observed.</summary>
    internal double MeanObserved => Math.Max(Sum(history => history.Observed) / Count, 1e-6);

    /// <summary>The time observed per repeat purchase.</summary>
    internal double MeanInterval => MeanObserved * Count / Math.Max(Sum(history => history.Repeats), 1);

    /// <summary>The different values of x, so that gamma functions are taken once per value.</summary>
    internal Coded Repeats { get; }

    /// <summary>The different times; codes of t_x for every group, then codes of T for every group.</summary>
    internal Coded Times { get; }

    /// <summary>Groups the histories of customers.</summary>
    /// <exception cref="ArgumentException">There are none, or one is impossible (t_x after T, t_x without repeats).</exception>
    public static PurchaseHistories Of(ReadOnlySpan<PurchaseHistory> customers)
    {
        if (customers.IsEmpty)
            throw new ArgumentException("There are no customers to learn from.", nameof(customers));
        var places = new Dictionary<PurchaseHistory, int>();
        var distinct = new List<PurchaseHistory>();
        var counts = new List<double>();
        var groups = new int[customers.Length];
        for (var i = 0; i < customers.Length; i++)
        {
            if (!places.TryGetValue(customers[i], out var place))
            {
                customers[i].Require();
                places.Add(customers[i], place = distinct.Count);
                distinct.Add(customers[i]);
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
            [.. Distinct.Where((_, group) => group % stride == 0)], [.. Customers.Where((_, group) => group % stride == 0)], []);
    }

    /// <summary>A figure of every different history, handed to each customer that shares it.</summary>
    public double[] ForEachCustomer(Func<PurchaseHistory, double> figure)
    {
        var figures = Array.ConvertAll((PurchaseHistory[])Distinct, history => figure(history));
        return Array.ConvertAll(groups, group => figures[group]);
    }

    /// <summary>The sum of a figure over all customers.</summary>
    public double Sum(Func<PurchaseHistory, double> figure)
    {
        var sum = 0.0;
        for (var i = 0; i < Distinct.Count; i++)
            sum += Customers[i] * figure(Distinct[i]);
        return sum;
    }
}
