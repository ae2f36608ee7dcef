using Laurel.Insight.Simulation;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Simulation;

public sealed class ShopOutcomesTests
{
    private static readonly Lazy<ShopOutcomes> Default = new(() => new SampleShop().Outcomes());
    private static readonly Lazy<ShopTruth> Known = new(() => new SampleShop().Truth());

    [Fact]
    public void The_program_makes_members_buy_six_per_cent_more_often() => Known.Value.ProgramEffect.ShouldBe(0.06, 0.004);

    [Fact]
    public void The_extras_make_four_per_cent_more_again() => Known.Value.ExtrasEffect.ShouldBe(0.04, 0.004);

    [Fact]
    public void Without_an_effect_nobody_buys_more()
    {
        var truth = new SampleShop(new() { People = 4_000, ProgramEffect = 0, ExtrasEffect = 0 }).Truth();
        truth.ProgramEffect.ShouldBe(0);
        truth.ExtrasEffect.ShouldBe(0);
        truth.MembersSpendMore.ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void Over_many_worlds_the_effects_are_the_ones_that_were_asked_for()
    {
        var worlds = Enumerable.Range(1, 40).Select(seed => new SampleShop(new() { Seed = (ulong)seed, People = 6_000 }).Truth()).ToList();
        worlds.Average(truth => truth.ProgramEffect).ShouldBe(0.06, 0.0015);
        worlds.Average(truth => truth.ExtrasEffect).ShouldBe(0.04, 0.0015);
    }

    [Fact]
    public void What_was_given_is_one_of_the_possible_lives()
    {
        foreach (var person in Default.Value.People.Where(person => person.Joined is not null))
            person.SinceJoining.ShouldBe(person.HeldOut ? person.HadProgram : person.HadExtras);
    }

    [Fact]
    public void Better_customers_join()
    {
        BoughtBefore(Default.Value, joined: true).ShouldBeGreaterThan(1.4 * BoughtBefore(Default.Value, joined: false));
    }

    [Fact]
    public void Without_self_selection_anybody_joins()
    {
        var outcomes = new SampleShop(new() { SelfSelection = 0 }).Outcomes();
        (BoughtBefore(outcomes, joined: true) / BoughtBefore(outcomes, joined: false)).ShouldBe(1, 0.05);
    }

    [Fact]
    public void A_household_is_held_out_as_a_whole()
    {
        var households = Default.Value.People.GroupBy(person => person.Household).ToList();
        households.ShouldAllBe(household => household.Select(person => person.HeldOut).Distinct().Count() == 1);
        households.Count(household => household.Count(person => person.Joined is not null) >= 2).ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void The_holdout_was_like_the_others_before()
    {
        var members = Default.Value.People.Where(person => person.Joined is not null).ToLookup(person => person.HeldOut);
        var (held, others) = (members[true].ToList(), members[false].ToList());
        var gap = held.Average(p => p.BeforeLaunch.Purchases) - others.Average(p => p.BeforeLaunch.Purchases);
        Math.Abs(gap).ShouldBeLessThan(0.3);
    }

    [Fact]
    public void People_come_on_the_same_days_as_in_the_full_shop()
    {
        var options = new SampleShopOptions { People = 500, PassersByADay = 0, ReturnShare = 0 };
        var purchases = new SampleShop(options).Commands().OfType<RecordPurchase>().Count();
        new SampleShop(options).Outcomes().Visits.Sum().ShouldBe(purchases);
    }

    [Fact]
    public void A_purchase_is_about_as_large_as_a_basket()
    {
        var options = new SampleShopOptions { PassersByADay = 0, ReturnShare = 0, People = 6_000 };
        var records = new SampleShop(options).Commands().OfType<RecordPurchase>().ToList();
        var outcomes = new SampleShop(options).Outcomes();
        var basket = records.Average(record => record.Purchase.Payments.Sum(payment => payment.Amount));
        (outcomes.Spend.Sum() / (double)outcomes.Visits.Sum()).ShouldBe(basket, 0.05 * basket);
    }

    [Fact]
    public void A_peak_before_joining_is_there_before_and_gone_after()
    {
        var peak = Before(new() { BeforeJoining = 1.0 }) / (double)Before(new());
        peak.ShouldBeInRange(1.05, 1.5);
        new SampleShop(new() { BeforeJoining = 1.0 }).Truth().ProgramEffect.ShouldBe(0.06, 0.004);

        static int Before(SampleShopOptions options) => new SampleShop(options).Outcomes().People
            .Where(person => person.Joined is not null)
            .Sum(person => person.BeforeJoining.Purchases);
    }

    [Fact]
    public void Months_add_up_to_the_person()
    {
        foreach (var person in Default.Value.People)
        {
            var months = Enumerable.Range(0, Default.Value.Months).ToList();
            months.Sum(m => Default.Value.VisitsOf(person.Number, m)).ShouldBe(person.BeforeLaunch.Purchases + person.SinceLaunch.Purchases);
            months.Sum(m => Default.Value.SpendOf(person.Number, m)).ShouldBe(person.BeforeLaunch.Spend + person.SinceLaunch.Spend);
        }
    }

    private static double BoughtBefore(ShopOutcomes outcomes, bool joined) => outcomes.People
        .Where(person => person.Joined is not null == joined)
        .Average(person => person.BeforeLaunch.Purchases);
}
