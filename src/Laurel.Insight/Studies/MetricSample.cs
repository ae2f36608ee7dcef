using Laurel.Insight.Experiments;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>What one unit has of one metric.</summary>
/// <param name="Value">Null when it is not known.</param>
/// <param name="Below">The denominator of a ratio.</param>
/// <param name="Before">The covariate; null when it is not known.</param>
/// <param name="BeforeBelow">The denominator of a covariate that is a ratio.</param>
internal readonly record struct MetricReading(double? Value, double? Below, double? Before, double? BeforeBelow = null);

/// <summary>The columns of one metric.</summary>
internal sealed record MetricColumns(NumberColumn Value, NumberColumn? Below, NumberColumn? Before, NumberColumn? BeforeBelow)
{
    public IEnumerable<Column> All => ((Column?[])[Value, Below, Before, BeforeBelow]).OfType<Column>();

    /// <summary>What it is adjusted by, as it was asked for.</summary>
    public string? Covariate => BeforeBelow is null ? Before?.Name : $"{Before!.Name}/{BeforeBelow.Name}";

    public MetricReading Current => new(
        Value.IsKnown && Below is null or { IsKnown: true } ? Value.Value : null, Below?.Value,
        Before is { IsKnown: true } && BeforeBelow is null or { IsKnown: true } ? Before.Value : null, BeforeBelow?.Value);

    public static MetricColumns Find(StudyTable table, string metric, string? covariate, ExperimentRequest request)
    {
        NumberColumn Metric(ColumnPlace place) => new(place) { IsOptional = true, WhenMissing = request.MissingIsZero ? 0 : null };
        NumberColumn Past(ColumnPlace place) => new(place) { IsOptional = true };
        var (value, below) = Places(table, metric);
        var metricBelow = below is { } part ? Metric(part) : null;
        if (covariate is null)
            return new(Metric(value), metricBelow, null, null);
        var (before, beforeBelow) = Places(table, covariate);
        return new(Metric(value), metricBelow, Past(before), beforeBelow is { } pastPart ? Past(pastPart) : null);
    }

    /// <summary>A column, or the two of a ratio.</summary>
    private static (ColumnPlace Value, ColumnPlace? Below) Places(StudyTable table, string name)
    {
        if (table.TryFind(name) is { } place)
            return (place, null);
        string[] parts = name.Split('/');
        return parts.Length == 2 && table.TryFind(parts[0]) is { } top && table.TryFind(parts[1]) is { } below
            ? (top, below)
            : throw table.NoColumn(name);
    }
}

/// <summary>The sums of one metric in every arm. Values are counted from the first one met, so that large numbers lose nothing.</summary>
internal sealed class MetricSample(string name, MetricColumns columns, bool keepsValues)
{
    private readonly List<Sums> arms = [];
    private double? origin;
    private double? originBefore;
    private Sums[] ordered = [];

    public string Name { get; } = name;

    public MetricColumns Columns { get; } = columns;

    public bool HasCovariate => Columns.Before is not null;

    public bool IsRatio => Columns.Below is not null;

    private bool IsAdjustedAsRatio => HasCovariate && (IsRatio || Columns.BeforeBelow is not null);

    public void Add(int arm, MetricReading reading, bool? joined)
    {
        while (arms.Count <= arm)
            arms.Add(new(keepsValues));
        var sums = arms[arm];
        if (reading.Value is not { } value)
        {
            sums.Missing++;
            return;
        }
        if (reading.Below is { } below)
            sums.Ratio = sums.Ratio.With(below, value);
        var y = value - (origin ??= value);
        sums.Values?.Add(value);
        if (joined is { } took)
            sums.Joined = sums.Joined.With(took ? 1 : 0, value);
        if (IsAdjustedAsRatio)
            sums.Linear.Add(value, reading.Below ?? 1, reading.Before is { } past ? (past, reading.BeforeBelow ?? 1) : null);
        if (reading.Before is { } before)
            sums.Known = sums.Known.With(before - (originBefore ??= before), y);
        else
            sums.Unknown += new ArmSummary(1, y, y * y);
    }

    /// <summary>Puts the arms in order; each needs at least two units.</summary>
    public void Settle(int[] order, IReadOnlyList<string> names, StudyRun run)
    {
        while (arms.Count < order.Length)
            arms.Add(new(keepsValues));
        ordered = [.. order.Select(code => arms[code])];
        for (var i = 0; i < ordered.Length; i++)
        {
            if (Units(i) < 2)
                throw new StudyException("small-arm", ("arm", names[i]), ("metric", Name), ("units", Units(i)));
        }
        var missing = ordered.Sum(sums => sums.Missing);
        if (missing > 0)
            run.Warn("missing-metric", Name, ("rows", missing), ("metric", Name));
        foreach (var column in Columns.All.OfType<NumberColumn>().Where(column => column is { WhenMissing: not null, Missing: > 0 }))
            run.Warn("missing-is-zero", column.Name, ("rows", column.Missing), ("column", column.Name));
        if (ordered.Sum(sums => sums.Unknown.N) is > 0 and var unknown && HasCovariate)
            run.Warn("missing-covariate", Columns.Before!.Name, ("rows", unknown), ("column", Columns.Covariate));
    }

    public long Units(int arm) => ordered[arm].Known.N + ordered[arm].Unknown.N;

    public IReadOnlyList<long> Missing => [.. ordered.Select(sums => sums.Missing)];

    public ArmMean Mean(int arm) => IsRatio ? ordered[arm].Ratio.Ratio() : FromOrigin(ordered[arm].Arm.Raw.Mean);

    public CupedArms Adjust() => IsAdjustedAsRatio
        ? CupedRatio.Adjust([.. ordered.Select(sums => sums.Linear)])
        : Cuped.Adjust([.. ordered.Select(sums => sums.Arm)]);

    /// <summary>An arm counted from the first value met, as it really is; a ratio is not counted so.</summary>
    public ArmMean At(ArmMean mean) => IsRatio || IsAdjustedAsRatio ? mean : FromOrigin(mean);

    private ArmMean FromOrigin(ArmMean mean) => new(mean.N, mean.Mean + (origin ?? 0), mean.Variance);

    public PairedSummary Joined(int arm) => ordered[arm].Joined;

    /// <summary>The arms with the largest values cut off at one cap for all.</summary>
    public (double Cap, long Capped, ArmMean[] Arms) Capped(double quantile)
    {
        var capped = Winsor.Cap(ordered.SelectMany(sums => sums.Values!).ToArray(), quantile);
        var (means, from) = (new ArmMean[ordered.Length], 0);
        for (var arm = 0; arm < means.Length; arm++)
        {
            var count = ordered[arm].Values!.Count;
            means[arm] = ArmSummary.Of([.. capped.Values.Skip(from).Take(count)]).Mean;
            from += count;
        }
        return (capped.Cap, capped.Capped, means);
    }

    private sealed class Sums(bool keepsValues)
    {
        public long Missing;
        public PairedSummary Known;
        public ArmSummary Unknown;
        public PairedSummary Ratio;
        public PairedSummary Joined;
        public readonly RatioArm Linear = new();
        public readonly List<double>? Values = keepsValues ? [] : null;

        public CovariateArm Arm => new(Known, Unknown);
    }
}
