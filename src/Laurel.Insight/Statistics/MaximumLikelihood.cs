namespace Laurel.Insight.Statistics;

/// <summary>One estimated parameter.</summary>
/// <param name="Name">The symbol used in the source of the model.</param>
/// <param name="StandardError">From the curvature of the log-likelihood; NaN where the data do not determine the parameter.</param>
public readonly record struct Parameter(string Name, double Value, double StandardError);

/// <summary>A model at the parameters that make the observed histories most likely.</summary>
/// <param name="LogLikelihood">Natural logarithm, summed over members, without constants left out.</param>
/// <param name="Converged">Whether the search ended where the slope of the log-likelihood vanishes.</param>
/// <param name="Members">The number of members learned from.</param>
public sealed record Fitted<TModel>(
    TModel Model, double LogLikelihood, IReadOnlyList<Parameter> Parameters, bool Converged, double Members)
{
    /// <summary>
    /// Whether a parameter ran away or is not determined: outside 1/5,000 to 5,000, or a standard error above its value.
    /// </summary>
    public bool AtBounds => Parameters.Any(parameter =>
        parameter.Value is < 1.0 / 5000 or > 5000 || !(parameter.StandardError <= parameter.Value));

    /// <summary>The same fit, its model seen as something else.</summary>
    public Fitted<TOther> As<TOther>(Func<TModel, TOther> view) => new(view(Model), LogLikelihood, Parameters, Converged, Members);
}

/// <summary>
/// Maximum likelihood for positive parameters: searched on a logarithmic scale, errors from the curvature at the end. A pull so weak that
/// it moves nothing the data know (a normal prior 70 wide on the logarithms) keeps parameters finite that the data do not know.
/// </summary>
internal static class MaximumLikelihood
{
    private const double Tolerance = 1e-8;
    private const double FurthestLog = 30;
    private const double Pull = 1e-4;
    private const double Nudge = 1e-4;
    private const int GroupsToStart = 2000;

    /// <summary>
    /// Fits a model of purchase histories: from several starts, since the likelihood may have several hills, to a thinned sample of the
    /// groups, and from the best end to all of them.
    /// </summary>
    public static Fitted<TModel> Fit<TModel>(
        PurchaseHistories histories, Func<PurchaseHistories, Objective> logLikelihood, string[] names,
        Func<PurchaseHistories, double[][]> starts, Func<double[], TModel> model)
    {
        var thinned = histories.Thinned(GroupsToStart);
        var fit = Fit(logLikelihood(thinned), names, starts(thinned), thinned.Count, model);
        double[] best = [.. fit.Parameters.Select(parameter => parameter.Value)];
        return thinned == histories ? fit : Fit(logLikelihood(histories), names, [best], histories.Count, model);
    }

    /// <summary>Fits a model.</summary>
    /// <param name="logLikelihood">The summed log-likelihood and its gradient at positive parameters.</param>
    /// <param name="starts">Where to search from, one or more; the first is the centre of the pull.</param>
    /// <param name="weight">The number of members; the search works with the mean, so that tolerances do not depend on size.</param>
    public static Fitted<TModel> Fit<TModel>(
        Objective logLikelihood, string[] names, double[][] starts, double weight, Func<double[], TModel> model)
    {
        var centre = Array.ConvertAll(starts[0], Math.Log);
        double Mean(ReadOnlySpan<double> logs, Span<double> gradient)
        {
            Span<double> parameters = stackalloc double[logs.Length];
            for (var i = 0; i < logs.Length; i++)
                parameters[i] = Math.Exp(Math.Clamp(logs[i], -FurthestLog, FurthestLog));
            var value = -logLikelihood(parameters, gradient);
            for (var i = 0; i < logs.Length; i++)
            {
                var distance = logs[i] - centre[i];
                value += Pull * distance * distance;
                gradient[i] = (2 * Pull * distance - parameters[i] * gradient[i]) / weight;
            }
            return value / weight;
        }

        var found = starts.Select(start => Minimizer.Find(Mean, Array.ConvertAll(start, Math.Log), Tolerance))
            .MinBy(minimum => minimum.Value)!;
        var values = Array.ConvertAll(found.At, Math.Exp);
        var covariance = SmallMatrix.Inverse(Curvature(Mean, found.At));
        var estimated = names.Select((name, i) => new Parameter(
            name, values[i], covariance is null ? double.NaN : values[i] * Math.Sqrt(covariance[i, i] / weight)));
        return new Fitted<TModel>(
            model(values), logLikelihood(values, new double[values.Length]), [.. estimated], found.Converged, weight);
    }

    /// <summary>Second derivatives, as central differences of the exact gradient.</summary>
    private static double[,] Curvature(Objective objective, double[] at)
    {
        var n = at.Length;
        var curvature = new double[n, n];
        var (above, below) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            double[] up = [.. at], down = [.. at];
            (up[i], down[i]) = (at[i] + Nudge, at[i] - Nudge);
            objective(up, above);
            objective(down, below);
            for (var j = 0; j < n; j++)
            {
                curvature[i, j] += (above[j] - below[j]) / (4 * Nudge);
                curvature[j, i] += (above[j] - below[j]) / (4 * Nudge);
            }
        }
        return curvature;
    }
}
