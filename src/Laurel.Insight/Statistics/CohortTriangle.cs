namespace Laurel.Insight.Statistics;

/// <summary>Cumulative amounts of cohorts by age, known and projected, with Mack's factors and variances.</summary>
internal sealed class CohortTriangle
{
    private readonly IReadOnlyList<IReadOnlyList<double>> rows;
    private readonly double[] exposures;

    public CohortTriangle(IReadOnlyList<IReadOnlyList<double>> rows)
    {
        Require(rows);
        this.rows = rows;
        Periods = rows[0].Count;
        exposures = [.. Enumerable.Range(0, Periods - 1).Select(period => Older(period).Sum(row => row[period]))];
        Factors = [.. exposures.Select(Factor)];
        Variances = new double[Periods - 1];
        for (var period = 0; period < Variances.Length; period++)
            Variances[period] = Variance(period);
    }

    public int Periods { get; }
    public double[] Factors { get; }
    public double[] Variances { get; }

    /// <summary>C of a cohort after period + 1 periods; where it is not known yet, the last known amount grown by the factors.</summary>
    public double At(int cohort, int period)
    {
        var known = rows[cohort].Count - 1;
        var amount = rows[cohort][Math.Min(period, known)];
        for (var k = known; k < period; k++)
            amount *= Factors[k];
        return amount;
    }

    /// <summary>The squared error of one cohort's reserve: C² Σ σ²/f² (1 / C_k + 1 / S_k).</summary>
    public double SquaredError(int cohort)
    {
        var ultimate = At(cohort, Periods - 1);
        var sum = 0.0;
        for (var k = rows[cohort].Count - 1; k < Factors.Length; k++)
        {
            if (ultimate > 0)
                sum += Relative(k) * (1 / At(cohort, k) + 1 / exposures[k]);
        }
        return ultimate * ultimate * sum;
    }

    /// <summary>The error that a cohort shares with every younger one: Σ σ²/f² / S_k over the periods it still has before it.</summary>
    public double SharedError(int cohort)
    {
        var sum = 0.0;
        for (var k = rows[cohort].Count - 1; k < Factors.Length; k++)
            sum += exposures[k] > 0 ? Relative(k) / exposures[k] : 0;
        return sum;
    }

    private double Relative(int k) => Variances[k] / (Factors[k] * Factors[k]);

    /// <summary>The cohorts whose growth out of a period is known.</summary>
    private IEnumerable<IReadOnlyList<double>> Older(int period) => rows.Where(row => row.Count > period + 1);

    private double Factor(double exposure, int period) =>
        exposure > 0 ? Older(period).Sum(row => row[period + 1]) / exposure : 1;

    /// <summary>From the scatter of cohorts; where a single cohort went, Mack's extrapolation of the two variances before.</summary>
    private double Variance(int period)
    {
        var older = Older(period).Where(row => row[period] > 0).ToArray();
        if (older.Length > 1)
        {
            var scatter = older.Sum(row => row[period] * Math.Pow(row[period + 1] / row[period] - Factors[period], 2));
            return scatter / (older.Length - 1);
        }
        if (period < 2)
            return period == 1 ? Variances[0] : 0;
        var (last, before) = (Variances[period - 1], Variances[period - 2]);
        return Math.Min(before == 0 ? last : last * last / before, Math.Min(last, before));
    }

    private static void Require(IReadOnlyList<IReadOnlyList<double>> rows)
    {
        if (rows.Count == 0 || rows.Any(row => row.Count == 0))
            throw new ArgumentException("A triangle needs at least one cohort, and every cohort at least one amount.", nameof(rows));
        if (rows.Zip(rows.Skip(1)).Any(pair => pair.First.Count < pair.Second.Count))
            throw new ArgumentException(
                "Cohorts go from the oldest to the youngest; none knows more periods than an older one.", nameof(rows));
        if (rows.Any(row => row.Any(amount => !(amount >= 0) || double.IsInfinity(amount))))
            throw new ArgumentException("Cumulative amounts are finite and not negative.", nameof(rows));
    }
}
