using System.Globalization;
using Laurel.Insight.Effects;
using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Effects;

/// <summary>What is fixed before a trial of the program itself, and that it is judged by that and not by what was then done.</summary>
public sealed class TrialPlanTests
{
    private static readonly Currency Euro = Currency.TryParse("EUR")!.Value;
    private static readonly string[] Shops = [.. Enumerable.Range(0, 12).Select(i => $"shop{i}")];

    [Fact]
    public void Chance_spreads_the_places_over_the_waves_and_draws_the_same_again()
    {
        var plan = RolloutPlan.Draw("tri_1", Shops, new DateOnly(2026, 5, 20), waves: 3, monthsApart: 2);
        plan.Places.Select(p => p.Begins).ShouldBe(
            [.. Enumerable.Repeat(Month("2026-05"), 4), .. Enumerable.Repeat(Month("2026-07"), 4), .. Enumerable.Repeat(Month("2026-09"), 4)]);
        plan.Places.Select(p => p.Location).ShouldBe(Shops, ignoreOrder: true);
        RolloutPlan.Draw("tri_1", [.. Shops.Reverse()], new DateOnly(2026, 5, 1), 3, 2).Places.ShouldBe(plan.Places);
        RolloutPlan.Draw("tri_2", Shops, new DateOnly(2026, 5, 1), 3, 2).Places.ShouldNotBe(plan.Places);
    }

    [Fact]
    public void A_place_counts_from_the_month_drawn_for_it_whether_it_then_began_or_not()
    {
        var plan = RolloutPlan.Draw("tri_1", Shops, new DateOnly(2025, 5, 1), waves: 4, monthsApart: 2);
        using var facts = Sold(plan, effect: 3_000);
        var found = RolloutEffect.Of(facts, Cafe, Day("2025-01-01"), Day("2026-01-01"), isRandom: true, Euro, plan).ShouldNotBeNull();
        found.Effects.ByGroup.Overall.Value.ShouldBe(30, 0.001);
        found.Evidence.ShouldBe(Evidence.RandomEncouragement);
        found.Waiting.ShouldBe(105, 10);
        found.ChanceOfAsMuch!.Value.ShouldBeLessThan(0.05);
        RolloutEffect.Of(facts, Cafe, Day("2025-01-01"), Day("2026-01-01"), isRandom: true, Euro).ShouldBeNull();
    }

    [Fact]
    public void Without_an_effect_chance_shows_as_much_as_was_seen_in_nineteen_of_twenty_draws()
    {
        var claims = Enumerable.Range(0, 60).Count(i =>
        {
            var plan = RolloutPlan.Draw($"tri_{i}", Shops, new DateOnly(2025, 5, 1), waves: 12, monthsApart: 1);
            using var facts = Sold(plan, effect: 0, noise: new Random(i));
            var found = RolloutEffect.Of(facts, Cafe, Day("2025-01-01"), Day("2026-01-01"), isRandom: true, Euro, plan)!;
            return found.ByChance!.ExcludesZero && found.ChanceOfAsMuch < 0.05;
        });
        claims.ShouldBeLessThanOrEqualTo(7, "5% of 60 are 3, and 7 are three standard errors above");
    }

    [Fact]
    public void The_course_adds_up_what_both_groups_spent_week_by_week()
    {
        var plan = new InvitationPlan("tri_1", 0.5, Day("2026-03-02"), 28);
        var shoppers = Enumerable.Range(0, 40).Select(i => $"sho{i}").ToList();
        using var facts = FactsFile.InMemory().With([.. shoppers.SelectMany((who, i) => new object[]
        {
            Purchase((3 * i) + 1, null, "2026-02-10", 500, who),
            Purchase((3 * i) + 2, null, "2026-03-04", InvitationEffect.IsInvited(plan.Id, new(who), 0.5) ? 1_200 : 1_000, who),
            Purchase((3 * i) + 3, null, "2026-03-18", 1_000, who),
        })]);
        var course = InvitationCourse.Of(facts, Cafe, Day("2026-03-25"), plan, Euro);
        course.Invited.ShouldBe([12, 12, 22]);
        course.NotInvited.ShouldBe([10, 10, 20]);
        var power = InvitationPower.Of(facts, Cafe, Day("2026-03-25"), 10, Euro).ShouldNotBeNull();
        (power.Customers, power.Mean, power.Variance).ShouldBe((40, 10, 0));
    }

    private static DateOnly Month(string text) => Day(text + "-01");

    /// <summary>Nobody enrols; from the month drawn for it on, a place sells more.</summary>
    private static FactsFile Sold(RolloutPlan plan, long effect, Random? noise = null)
    {
        var (rows, seq) = (new List<object>(), 0L);
        foreach (var (place, i) in plan.Places.Select((p, i) => (p, i)))
        {
            for (var month = 1; month <= 12; month++)
            {
                var day = string.Create(CultureInfo.InvariantCulture, $"2025-{month:00}-10");
                var net = 10_000 + (i * 100) + (month * 50) + (Day(day) >= place.Begins ? effect : 0) + (noise?.Next(2_000) ?? 0);
                rows.Add(Purchase(++seq, null, day, net, $"s{i}", place.Location));
            }
        }
        return FactsFile.InMemory().With([.. rows]);
    }
}
