namespace Laurel.Insight.Statistics;

/// <summary>What a forecast of customer value needs to be told.</summary>
/// <param name="Discounting">How far it looks ahead and how future money is brought to today.</param>
/// <param name="HoldoutWeeks">How many of the last weeks are kept back to test the models on.</param>
/// <param name="Margin">The share of spend that is margin, above 0 and at most 1; 1 values revenue.</param>
public sealed record ValueSettings(Discounting Discounting, double HoldoutWeeks, double Margin);

/// <summary>The outlook of one member.</summary>
/// <param name="ProbabilityAlive">The chance that the member still buys, 0 to 1.</param>
/// <param name="ExpectedPurchases">Purchase days expected over the horizon, not discounted.</param>
/// <param name="ExpectedSpend">Expected spend of one of them, in the currency of the purchases.</param>
/// <param name="Value">Discounted margin expected over the horizon, in the same currency.</param>
public readonly record struct MemberForecast(
    int Member, double ProbabilityAlive, double ExpectedPurchases, double ExpectedSpend, double Value);

/// <summary>
/// The value of the members of a shop, always together with the back-test that says how far to trust it. A forecast of what members
/// will do, not of what the program causes.
/// </summary>
/// <param name="AsOf">The last day looked at.</param>
/// <param name="BackTest">How the candidates did on the last weeks, learned from the weeks before.</param>
/// <param name="Model">The best of them, learned again from everything.</param>
/// <param name="Spend">The model of spend per purchase.</param>
/// <param name="Members">One forecast per member, in order of member number.</param>
/// <param name="Caveats">What to keep in mind; never empty.</param>
public sealed record CustomerValue(
    DateOnly AsOf, ModelChoice BackTest, Fitted<PurchaseModel> Model, Fitted<GammaGamma> Spend,
    IReadOnlyList<MemberForecast> Members, IReadOnlyList<Caveat> Caveats)
{
    /// <summary>Members with repeat purchases below which nothing is forecast.</summary>
    public const int FewestRepeaters = 30;

    private const int DaysPerWeek = 7;

    /// <summary>The value of all members together.</summary>
    public double Total => Members.Sum(member => member.Value);

    /// <summary>
    /// Learns from purchases up to <paramref name="asOf"/> and forecasts; null when fewer than 30 members had bought again before the
    /// hold-out began, or when nobody spent anything.
    /// </summary>
    /// <param name="purchases">In any order; returns as negative amounts.</param>
    /// <exception cref="ArgumentException">The settings make no sense.</exception>
    public static CustomerValue? Estimate(ReadOnlySpan<DatedPurchase> purchases, DateOnly asOf, ValueSettings settings)
    {
        Require(settings);
        var end = asOf.AddDays(-(int)Math.Round(settings.HoldoutWeeks * DaysPerWeek));
        var before = ObservedMembers.From(purchases, end, asOf);
        if (before.Count(member => member is { History.Repeats: > 0, MeanRepeatSpend: > 0 }) < FewestRepeaters)
            return null;
        var choice = ModelChoice.Among(before, settings.HoldoutWeeks);
        var members = ObservedMembers.From(purchases, asOf);
        var histories = PurchaseHistories.Of(Array.ConvertAll(members, member => member.History));
        var model = ModelChoice.Fit(choice.Best.Fit.Model.Name, histories);
        var spend = GammaGamma.Fit(members.Select(member => member.Spend));
        var forecasts = Forecast(members, histories, model.Model, spend.Model, settings);
        var caveats = ValueCaveats.For(members, choice, model, spend, PurchaseRhythm.Of(purchases, asOf));
        return new CustomerValue(asOf, choice, model, spend, forecasts, caveats);
    }

    /// <summary>The outlook of each member by fitted models, from the end of the observation of <paramref name="histories"/>.</summary>
    internal static MemberForecast[] Forecast(
        ObservedMember[] members, PurchaseHistories histories, PurchaseModel model, GammaGamma spend, ValueSettings settings)
    {
        var horizon = settings.Discounting.Periods * settings.Discounting.PeriodLength;
        var alive = histories.ForEachMember(model.ProbabilityAlive);
        var expected = histories.ForEachMember(history => model.ExpectedPurchases(history, horizon));
        var discounted = histories.ForEachMember(history => model.DiscountedPurchases(history, settings.Discounting));
        var standIn = double.IsInfinity(spend.MeanSpend) ? ObservedMean(members) : spend.MeanSpend;
        var forecasts = new MemberForecast[members.Length];
        for (var i = 0; i < forecasts.Length; i++)
        {
            var each = members[i].History.Repeats == 0 ? standIn : spend.ExpectedSpend(members[i].Spend);
            var value = settings.Margin * discounted[i] * each;
            forecasts[i] = new MemberForecast(members[i].Member, alive[i], expected[i], each, value);
        }
        return forecasts;
    }

    private static double ObservedMean(ObservedMember[] members) =>
        members.Sum(member => member.MeanRepeatSpend * member.History.Repeats)
        / members.Sum(member => (double)member.History.Repeats);

    private static void Require(ValueSettings settings)
    {
        if (settings.Discounting is not { Periods: > 0, PeriodLength: > 0, RatePerPeriod: >= 0 })
            throw new ArgumentException(
                $"Discounting needs periods of some length and a rate of 0 or more, not {settings.Discounting}.");
        if (!(settings.HoldoutWeeks >= 1) || !(settings.Margin > 0) || settings.Margin > 1)
            throw new ArgumentException("A forecast needs a hold-out of at least a week and a margin above 0 and at most 1.");
    }
}
