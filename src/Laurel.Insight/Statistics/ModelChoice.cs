namespace Laurel.Insight.Statistics;

/// <summary>One candidate, fitted to the observation and tested on the hold-out.</summary>
public sealed record TestedModel(Fitted<PurchaseModel> Fit, BackTest Test);

/// <summary>
/// The models of repeat buying side by side: all learned from the same observation and judged by the same hold-out.
/// </summary>
/// <param name="Candidates">BG/NBD, MBG/NBD and Pareto/NBD, best first.</param>
/// <param name="Naive">The yardstick.</param>
public sealed record ModelChoice(IReadOnlyList<TestedModel> Candidates, BackTest Naive)
{
    /// <summary>
    /// The candidate with the smallest root mean square error: the models predict means, and the mean is what makes squared errors
    /// smallest. (Absolute errors reward predicting nothing, since most members buy nothing.) One that did not converge comes last.
    /// </summary>
    public TestedModel Best => Candidates[0];

    /// <summary>Whether the best model predicts better than the naive rate.</summary>
    public bool BeatsNaive => Best.Test.RootMeanSquareError < Naive.RootMeanSquareError;

    /// <summary>Fits and tests all candidates.</summary>
    /// <param name="members">Histories up to the end of the observation, with later purchase days counted.</param>
    /// <param name="holdoutWeeks">The length of the hold-out in weeks.</param>
    /// <exception cref="ArgumentException">There are no members.</exception>
    public static ModelChoice Among(ObservedMember[] members, double holdoutWeeks)
    {
        var histories = PurchaseHistories.Of(Array.ConvertAll(members, member => member.History));
        Fitted<PurchaseModel>[] fits = [.. Names.Select(name => Fit(name, histories))];
        var tested = fits.Select(fit => new TestedModel(fit, BackTest.Of(fit.Model, members, histories, holdoutWeeks)));
        return new ModelChoice(
            [.. tested.OrderBy(candidate => !candidate.Fit.Converged).ThenBy(candidate => candidate.Test.RootMeanSquareError)],
            BackTest.OfNaiveRate(members, holdoutWeeks));
    }

    /// <summary>The names of the candidates.</summary>
    public static IReadOnlyList<string> Names { get; } = ["BG/NBD", "MBG/NBD", "Pareto/NBD"];

    /// <summary>Fits the candidate of that name.</summary>
    public static Fitted<PurchaseModel> Fit(string name, PurchaseHistories histories) => name switch
    {
        "BG/NBD" => BgNbd.Fit(histories).As<PurchaseModel>(model => model),
        "MBG/NBD" => MbgNbd.Fit(histories).As<PurchaseModel>(model => model),
        "Pareto/NBD" => ParetoNbd.Fit(histories).As<PurchaseModel>(model => model),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, $"Choose one of {string.Join(", ", Names)}."),
    };
}
