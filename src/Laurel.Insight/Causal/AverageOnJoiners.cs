using MathNet.Numerics.LinearAlgebra;

namespace Laurel.Insight.Causal;

/// <summary>
/// Four ways from the same table to the average effect on those who joined (ATT). Errors are from influence functions and count that
/// propensity and regression are estimated.
/// </summary>
internal sealed class AverageOnJoiners
{
    private readonly ComparedUnits units;
    private readonly Design design;
    private readonly LogitFit logit;
    private readonly LinearFit amongOthers;
    private readonly double[] odds;

    public AverageOnJoiners(ComparedUnits units)
    {
        this.units = units;
        design = Design.Of(units);
        logit = LogitFit.Of(design, units.Joined);
        amongOthers = LinearFit.Of(design, units.Outcome, unit => !units.Joined[unit]);
        odds = logit.Odds;
    }

    public double[] Propensity => logit.Propensity;

    /// <summary>Weights that make those who did not join resemble those who did; 0 for joiners.</summary>
    public double[] Weights => [.. odds.Select((weight, i) => units.Joined[i] ? 0 : weight)];

    /// <summary>The coefficient of "joined" in a regression on everything else; errors robust to unequal variances (HC1).</summary>
    public Linearised LeastSquares()
    {
        var fit = LinearFit.Of(design.With("joined", units.Joined.Select(joined => joined ? 1.0 : 0)), units.Outcome);
        var last = fit.Coefficients.Count - 1;
        var correction = Math.Sqrt(units.Count / (double)(units.Count - fit.Coefficients.Count));
        var trace = fit.Trace(Vector<double>.Build.Dense(fit.Coefficients.Count, k => k == last ? correction : 0));
        return new(fit.Coefficients[last], trace);
    }

    /// <summary>mean over joiners of (y − m₀(x)), m₀ fitted among the others. Heckman, Ichimura and Todd (1997).</summary>
    public Linearised OutcomeRegression()
    {
        var joiners = JoinerShares(_ => true);
        return Plus(Mean(amongOthers.Residuals, joiners), amongOthers.Trace(-MeanRow(joiners)));
    }

    /// <summary>ȳ of joiners − Σwy/Σw of the others, w = e/(1 − e). Hirano, Imbens and Ridder (2003), Hájek's normalisation.</summary>
    public Linearised InverseProbability() => Weighted(_ => true);

    /// <summary>
    /// The same among units whose propensity lies between two ends, without fitting it again. Crump, Hotz, Imbens and Mitnik (2009).
    /// </summary>
    public Linearised InverseProbability(double lowest, double highest) =>
        Weighted(i => Propensity[i] >= lowest && Propensity[i] <= highest);

    /// <summary>
    /// mean over joiners of (y − m₀) − Σw(y − m₀)/Σw: right when either the propensity or the regression is. Robins, Rotnitzky and Zhao
    /// (1994); Sant'Anna and Zhao (2020) for the error.
    /// </summary>
    public Linearised DoublyRobust()
    {
        var (joiners, others) = (JoinerShares(_ => true), OtherShares(_ => true));
        return Plus(Gap(amongOthers.Residuals, joiners, others), amongOthers.Trace(MeanRow(others) - MeanRow(joiners)));
    }

    private Linearised Weighted(Func<int, bool> keep) =>
        Gap(Vector<double>.Build.DenseOfEnumerable(units.Outcome), JoinerShares(keep), OtherShares(keep));

    private Linearised Gap(Vector<double> values, Vector<double> joiners, Vector<double> others)
    {
        var among = Mean(values, others);
        return Plus(Mean(values, joiners) - among, logit.Trace(-Slope(values, among.Value, others)));
    }

    private Linearised Mean(Vector<double> values, Vector<double> shares)
    {
        var mean = shares.DotProduct(values);
        return new(mean, [.. shares.PointwiseMultiply(values - mean) * units.Count]);
    }

    /// <summary>∂(weighted mean)/∂γ: since w = exp(x′γ), Σw(v − v̄)x/Σw.</summary>
    private Vector<double> Slope(Vector<double> values, double mean, Vector<double> shares) =>
        design.Columns.TransposeThisAndMultiply(shares.PointwiseMultiply(values - mean));

    private Vector<double> MeanRow(Vector<double> shares) => design.Columns.TransposeThisAndMultiply(shares);

    private Vector<double> JoinerShares(Func<int, bool> keep) =>
        Shares(Vector<double>.Build.Dense(units.Count, i => units.Joined[i] && keep(i) ? 1 : 0));

    private Vector<double> OtherShares(Func<int, bool> keep) =>
        Shares(Vector<double>.Build.Dense(units.Count, i => !units.Joined[i] && keep(i) ? odds[i] : 0));

    private static Vector<double> Shares(Vector<double> weights) => weights / weights.Sum();

    private static Linearised Plus(Linearised estimate, double[] trace) =>
        estimate with { Influence = [.. estimate.Influence.Zip(trace, (one, other) => one + other)] };
}
