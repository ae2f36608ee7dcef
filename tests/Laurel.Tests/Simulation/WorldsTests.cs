using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;
using Laurel.Insight.Simulation;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Simulation;

/// <summary>
/// Thousands of small shops whose truth is known, measured as Laurel measures: do its intervals hold what they promise, and does it
/// warn when it should?
/// </summary>
public sealed class WorldsTests(ITestOutputHelper output)
{
    private const int Worlds = 2_000;
    private const int DipWorlds = 200;

    [Theory]
    [InlineData(0.00)]
    [InlineData(0.02)]
    [InlineData(0.05)]
    public void The_holdout_covers_the_truth_as_often_as_it_says(double effect)
    {
        var (covered, claimed, naive) = (0, 0, 0.0);
        for (var seed = 1; seed <= Worlds; seed++)
        {
            var outcomes = new SampleShop(Small with { Seed = (ulong)seed, ExtrasEffect = effect }).Outcomes();
            var lift = RelativeLift.Of(Arm(outcomes, heldOut: false), Arm(outcomes, heldOut: true)).Estimate;
            covered += lift.Interval.Contains(effect) ? 1 : 0;
            claimed += lift.ExcludesZero ? 1 : 0;
            naive += outcomes.Truth().MembersSpendMore / Worlds;
        }
        output.WriteLine($"effect {effect:P0}: covered {covered} of {Worlds}, claimed {claimed}; members spend {naive:P0} more");

        (covered / (double)Worlds).ShouldBeInRange(0.935, 0.965);
        if (effect == 0)
            (claimed / (double)Worlds).ShouldBeLessThanOrEqualTo(0.065);
        naive.ShouldBeGreaterThan(4 * ((1 + 0.06) * (1 + effect) - 1), "what a naive comparison shows is many times the truth");
    }

    [Theory]
    [InlineData(1.0, 0.9, 1.0)]
    [InlineData(-0.5, 0.9, 1.0)]
    [InlineData(0.0, 0.0, 0.1)]
    public void An_unusual_month_before_joining_is_warned_of(double beforeJoining, double least, double most)
    {
        var warned = 0;
        for (var seed = 1; seed <= DipWorlds; seed++)
        {
            var outcomes = new SampleShop(Dipped with { Seed = (ulong)seed, BeforeJoining = beforeJoining }).Outcomes();
            var effects = StaggeredDifference.Estimate(Panel.Of(Rows(outcomes)),
                new() { ComparedWith = ComparedWith.NotYetJoined, Draws = 100 });
            warned += effects.Cautions.Any(caution => caution.Kind is CautionKind.PeakBeforeJoining or CautionKind.DipBeforeJoining) ? 1 : 0;
        }
        output.WriteLine($"before joining {beforeJoining:P0}: warned {warned} of {DipWorlds}");

        (warned / (double)DipWorlds).ShouldBeInRange(least, most);
    }

    private static SampleShopOptions Small => new() { People = 1_000, Days = 120, LaunchDay = 20, HoldoutShare = 0.4, PassersByADay = 0 };

    private static SampleShopOptions Dipped => new() { People = 2_000, Days = 270, PassersByADay = 0, PurchasesAYear = 24 };

    /// <summary>Purchases per member since joining; the household is the unit, for it was drawn as a whole.</summary>
    private static ArmMean Arm(ShopOutcomes outcomes, bool heldOut) => outcomes.People
        .Where(person => person.Joined is not null && person.HeldOut == heldOut)
        .GroupBy(person => person.Household)
        .Aggregate(default(PairedSummary), (sums, home) => sums.With(home.Count(), home.Sum(person => person.SinceJoining.Purchases)))
        .Ratio();

    /// <summary>Visits by month of those who joined; the others move with another season.</summary>
    private static IEnumerable<PanelRow> Rows(ShopOutcomes outcomes) =>
        from person in outcomes.People
        where person is { IsIdentified: true, Joined: not null }
        from month in Enumerable.Range(0, outcomes.Months)
        select new PanelRow($"{person.Number}", month, outcomes.VisitsOf(person.Number, month), person.JoinedMonth);
}
