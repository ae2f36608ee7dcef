namespace Laurel.Insight.Causal;

/// <summary>
/// The regression many still run: outcome on unit, period and "has joined". With staggered joining it compares late joiners with early ones
/// and can weigh effects negatively, so it is shown beside the other figures only to explain a difference.
/// </summary>
/// <remarks>Goodman-Bacon (2021), "Difference-in-differences with variation in treatment timing", J. Econometrics 225.</remarks>
internal static class TwoWayFixedEffects
{
    /// <summary>Σ D̃·Y/Σ D̃², D̃ being "has joined" after unit and period means are taken out; null when nobody's joining varies.</summary>
    public static double? Coefficient(Panel panel)
    {
        var (units, periods) = (panel.Units, panel.Periods.Count);
        double Joined(int unit, int period) => panel.Joined[unit] <= period ? 1 : 0;
        double[] byUnit = [.. Enumerable.Range(0, units).Select(i => Enumerable.Range(0, periods).Average(t => Joined(i, t)))];
        double[] byPeriod = [.. Enumerable.Range(0, periods).Select(t => Enumerable.Range(0, units).Average(i => Joined(i, t)))];
        var overall = byUnit.Average();
        var (above, below) = (0.0, 0.0);
        for (var i = 0; i < units; i++)
        {
            for (var t = 0; t < periods; t++)
            {
                var rest = Joined(i, t) - byUnit[i] - byPeriod[t] + overall;
                above += rest * panel.Outcomes[i][t];
                below += rest * rest;
            }
        }
        return below > 1e-12 ? above / below : null;
    }
}
