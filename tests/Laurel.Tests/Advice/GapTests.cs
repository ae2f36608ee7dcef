using Laurel.Insight.Advice;
using Laurel.Insight.Facts;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Advice;

/// <summary>A gap in the facts becomes advice with its prediction, and what happens afterwards is held against it.</summary>
public sealed class GapTests
{
    private const string Unit = "point";
    private static readonly DateOnly AsOf = new(2026, 12, 1);
    private readonly List<object> rows = [];
    private long seq;

    [Fact]
    public void Every_kind_has_a_name_of_its_own() => AllAdvice.Kinds.Select(k => k.Kind).Distinct().Count().ShouldBe(AllAdvice.Kinds.Count);

    [Fact]
    public void Nothing_is_recommended_where_there_is_too_little() => AllAdvice.Kinds.Select(k => k.Find(Scope())).ShouldAllBe(g => g == null);

    [Fact]
    public void Who_joins_and_stays_away_is_offered_a_head_start()
    {
        for (var i = 0; i < 40; i++)
            Move(Join($"m{i}", "2026-06-01"), "earned", i < 10 ? 100 : 75, "2026-06-01");
        var gap = Wide("welcome-bonus");
        (gap.Now, gap.Predicted, gap.CostMinor, gap.N).ShouldBe((0.25, 1, 40 * 25 * 2, 40));
    }

    [Fact]
    public void What_would_have_been_enough_for_a_reward_and_expired_is_reminded_of()
    {
        for (var i = 0; i < 40; i++)
        {
            var member = Join($"m{i}", "2025-01-01");
            Move(member, "earned", 100, "2025-01-02");
            Move(member, i < 8 ? "redeemed" : "expired", -100, "2026-03-01");
            if (i >= 30)
                Buy(member, "2026-02-15");
        }
        var gap = Wide("expiry-reminder");
        (gap.Now, gap.Predicted, gap.CostMinor).ShouldBe((0.8, 22.0 / 40, 10 * 100 * 2));
        AllAdvice.Find("expiry-reminder")!.Score(Scope(), new DateOnly(2026, 2, 1)).ShouldBe(new Came(0.8, 32));
        AllAdvice.Find("expiry-reminder")!.Score(Scope(), new DateOnly(2026, 4, 1)).ShouldBeNull();
    }

    [Fact]
    public void Where_members_do_not_take_what_they_could_have_the_best_place_shows_the_way()
    {
        for (var i = 0; i < 80; i++)
        {
            var member = Join($"m{i}", "2026-02-01", i < 40 ? "center" : "station");
            Move(member, "earned", 100, "2026-03-01");
            if (i < 30 || i >= 76)
                Take(member, "2026-03-20");
        }
        var gap = Wide("tell-at-the-till");
        (gap.Now, gap.Predicted, gap.N).ShouldBe((34.0 / 80, 0.75, 80));
        gap.CostMinor.ShouldBe(26 * 100 * 2);
    }

    [Fact]
    public void Who_buys_without_an_offer_need_not_be_given_one()
    {
        for (var i = 0; i < 20; i++)
        {
            var member = Join($"m{i}", "2026-01-01");
            Buy(member, "2026-05-01", offer: i >= 10);
            Buy(member, "2026-05-10", offer: i >= 10);
            Buy(member, "2026-05-20", offer: true);
        }
        var gap = Wide("targeted-offers");
        (gap.Now, gap.Predicted, gap.CostMinor, gap.N).ShouldBe((40.0 / 60, 30.0 / 60, -10 * 50, 60));
    }

    private Gap Wide(string kind)
    {
        var gap = AllAdvice.Find(kind)!.Find(Scope()).ShouldNotBeNull();
        gap.IsWide.ShouldBeTrue();
        AllAdvice.Wide(Scope()).ShouldContain(gap);
        return gap;
    }

    [Fact]
    public void A_level_that_hardly_anybody_reaches_comes_nearer()
    {
        for (var i = 0; i < 40; i++)
            Spend(Join($"m{i}", "2026-01-01"), "2026-07-01", i == 0 ? 4000 : i < 10 ? 3000 : 2999);
        Spend(Join("new", "2026-11-01"), "2026-11-02", 9000);
        var gap = Wide("nearer-level");
        (gap.Subject, gap.Now, gap.Predicted, gap.CostMinor, gap.N).ShouldBe(("gold", 1.0 / 40, 10.0 / 40, null, 40));
        AllAdvice.Find("nearer-level")!.Score(Scope() with { Level = new LevelStep("gold", 3000) }, AsOf).ShouldBe(new Came(0.25, 40));
    }

    [Fact]
    public void What_is_given_back_beyond_the_margin_becomes_less()
    {
        for (var i = 0; i < 40; i++)
            Spend(Join($"m{i}", "2026-01-01"), "2026-07-01", 1000, cost: 900, earned: 60);
        var gap = Wide("give-less");
        (gap.Now, gap.Predicted, gap.CostMinor, gap.N).ShouldBe((0.12, 0.09, -40 * 60 * 2 / 4, 40));
        AllAdvice.Find("give-less")!.Score(Scope(), new DateOnly(2026, 8, 1)).ShouldBeNull();
    }

    [Fact]
    public void What_the_margin_bears_is_not_changed()
    {
        for (var i = 0; i < 40; i++)
            Spend(Join($"m{i}", "2026-01-01"), "2026-07-01", 1000, cost: 800, earned: 60);
        AllAdvice.Find("give-less")!.Find(Scope())!.IsWide.ShouldBeFalse();
    }

    private void Spend(string member, string day, long net, long? cost = null, long earned = 0)
    {
        var purchase = Sample.Purchase(++seq, member, day, net);
        rows.Add(purchase);
        if (cost is not null)
            rows.Add(new LineFact { Seq = seq, Purchase = purchase.Purchase, Line = 1, Quantity = 1, Net = net, Cost = cost });
        if (earned > 0)
            Move(member, "earned", earned, day, purchase.Purchase);
    }

    private AdviceScope Scope() =>
        new(FactsFile.InMemory().With([.. rows]), Sample.Cafe, AsOf, Unit, "mug", 100, 2, "EUR") { Level = new LevelStep("gold", 4000) };

    private string Join(string member, string day, string location = "center")
    {
        rows.Add(Sample.Joined(++seq, member, day) with { Location = location });
        return member;
    }

    private void Buy(string member, string day, bool offer = false)
    {
        var purchase = Sample.Purchase(++seq, member, day);
        rows.Add(purchase);
        if (!offer)
            return;
        rows.Add(new OfferFact
        {
            Seq = seq,
            Offer = "ten",
            State = OfferFact.Given,
            Member = new(member),
            Purchase = purchase.Purchase,
            Amount = 50,
            Currency = "EUR",
            Day = purchase.Day,
        });
    }

    private void Move(string member, string kind, long amount, string day, PurchaseId? purchase = null) => rows.Add(new MovementFact
    {
        Purchase = purchase,
        Seq = ++seq,
        Number = (int)seq,
        Member = new(member),
        Unit = Unit,
        Kind = kind,
        Amount = amount,
        OccurredAt = Sample.Day(day).ToDateTime(new TimeOnly(10, 0)),
        Day = Sample.Day(day),
    });

    private void Take(string member, string day)
    {
        Move(member, "redeemed", -100, day);
        rows.Add(new RedemptionFact
        {
            Seq = seq,
            Redemption = new($"red_{seq}"),
            Member = new(member),
            Reward = "mug",
            State = "captured",
            Units = 100,
            OccurredAt = Sample.Day(day).ToDateTime(new TimeOnly(10, 0)),
        });
    }
}
