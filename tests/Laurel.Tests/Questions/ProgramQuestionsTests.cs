using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Questions;

public sealed class ProgramQuestionsTests : IDisposable
{
    private readonly FactsFile facts = FactsFile.InMemory().With(
        Joined(1), Joined(2, "bob"), Joined(3, "eve"),
        Purchase(4), Purchase(5, "bob"), Purchase(6, "bob", "2026-01-09"), Purchase(7, "eve"),
        Answered(8, "ada", ("satisfied", 2), ("recommend", 3), ("wallet", 40)), Answered(9, "ada", ("satisfied", 5), ("recommend", 9)),
        Answered(10, "bob", ("satisfied", 3), ("recommend", 10), ("again", 5), ("wallet", 60)),
        Offer(11, OfferFact.Issued, "ada"), Offer(12, OfferFact.Issued, "ada"), Offer(13, OfferFact.Issued, "bob"),
        Offer(14, OfferFact.Given, "bob", of: 5), Offer(15, OfferFact.Given, "bob", of: 6), Offer(16, OfferFact.Withheld, "eve"),
        new UnlockFact { Seq = 17, Member = new("bob"), Tier = "gold", Day = Day("2026-01-09") },
        Taken(18, "captured", 6), Taken(19, "collected", 10), Taken(20, "captured", 7, "red_2"), Taken(21, "cancelled", 8, "red_2"));

    public void Dispose() => facts.Dispose();

    [Fact]
    public void Satisfaction_counts_the_last_answer_of_each_member_and_who_answered()
    {
        var answer = Ask(new Satisfaction());
        Parts(answer.Find("satisfied", "2026-Q1")).ShouldBe((1, 2));
        answer.Find("recommend", "2026-Q1")!.Value.ShouldBe(100);
        Parts(answer.Find("answered", "2026-Q1")).ShouldBe((2, 3));
    }

    [Fact]
    public void Who_would_buy_again_is_loyal_and_need_not_be_satisfied()
    {
        var answer = Ask(new LoyalAndSatisfied());
        Parts(answer.Find("members", "yes", "no")).ShouldBe((1, 2));
        Parts(answer.Find("members", "no", "yes")).ShouldBe((1, 2));
    }

    [Fact]
    public void Share_of_wallet_is_what_members_say() => Ask(new ShareOfWallet()).Find("percent", "2026-Q1")!.Value.ShouldBe(50);

    [Fact]
    public void A_response_counts_a_member_once_however_often_she_was_written_to()
    {
        var answer = Ask(new OfferResponse());
        Parts(answer.Find("responded", "spring")).ShouldBe((1, 2));
        answer.Find("uses", "spring")!.Total.ShouldBe(2);
        answer.Find("withheld", "spring")!.Total.ShouldBe(1);
        answer.Find("given", "spring")!.Value.ShouldBe(4);
    }

    [Fact]
    public void Who_never_buys_without_an_offer_depends_on_them()
    {
        var answer = Ask(new CouponDependence());
        Parts(answer.Find("baskets", "2026-Q1")).ShouldBe((2, 4));
        Parts(answer.Find("only_with_offers", "2026-Q1")).ShouldBe((1, 1));
    }

    [Fact]
    public void A_tier_is_unlocked_by_a_share_of_all_members() =>
        Parts(Ask(new TierUnlocks()).Find("unlocked", "2026-Q1", "gold")).ShouldBe((1, 3));

    [Fact]
    public void New_members_are_counted_by_the_place_where_they_joined()
    {
        using var more = FactsFile.InMemory().With(
            Joined(1) with { Location = "north" }, Joined(2, "bob") with { Location = "south" }, Joined(3, "eve") with { Location = "north" }, Purchase(4));
        var answer = new NewMembers().Ask(more, Scope.Of(more, Cafe, Day("2026-04-01"))! with { Since = Day("2026-01-01") });
        Parts(answer.Find("joined", "2026-Q1", "north")).ShouldBe((2, 3));
    }

    [Fact]
    public void A_partner_brought_whom_it_gave_units_for_her_first_purchase()
    {
        using var more = FactsFile.InMemory().With(
            Joined(1), Joined(2, "bob"), Joined(3, "eve"), Purchase(4), Issued(4, "bakery"), Purchase(5, "bob"), Purchase(6, "bob"), Issued(6, "bakery"),
            Purchase(7, "eve"), Issued(7, "cinema"));
        var answer = new NewMembersByPartner().Ask(more, Scope.Of(more, Cafe, Day("2026-04-01"))! with { Since = Day("2026-01-01") });
        Parts(answer.Find("introduced", "2026-Q1", "bakery")).ShouldBe((1, 3));
        Parts(answer.Find("introduced", "2026-Q1", "cinema")).ShouldBe((1, 3));
    }

    [Fact]
    public void Benefits_are_counted_by_how_often_a_member_comes()
    {
        using var more = FactsFile.InMemory().With(
            Joined(1), Joined(2, "bob"), Joined(3, "eve"), Joined(4, "old", "2025-06-01"), Purchase(5, "old", "2025-06-01"), Purchase(6, "old"),
            Purchase(7), Purchase(8, "bob"), Purchase(9, "bob", "2026-01-09"), Purchase(10, "bob", "2026-01-19"), Purchase(11, "eve"),
            Offer(12, OfferFact.Given, "bob", of: 8), Taken(13, "captured", 12), Taken(14, "captured", 13, "red_2"), Taken(15, "cancelled", 14, "red_2"));
        var answer = new BenefitsByCustomerType().Ask(more, Scope.Of(more, Cafe, Day("2026-04-01"))! with { Since = Day("2026-01-01") });
        Parts(answer.Find("used", "2026-Q1", "loyal")).ShouldBe((1, 1));
        Parts(answer.Find("used", "2026-Q1", "new")).ShouldBe((1, 2));
        Parts(answer.Find("used", "2026-Q1", "occasional")).ShouldBe((0, 1));
        answer.Find("benefits", "2026-Q1", "new")!.Value.ShouldBe(0.5);
    }

    [Fact]
    public void Units_used_and_expired_are_measured_by_those_issued()
    {
        using var more = FactsFile.InMemory().With(
            Joined(1), Purchase(2), Unit(3, "earned", 120), Unit(4, "taken-back", -20), Unit(5, "redeemed", -40), Unit(6, "given-back", 10), Unit(7, "expired", -5));
        var answer = new UnitsUsed().Ask(more, Scope.Of(more, Cafe, Day("2026-04-01"))! with { Since = Day("2026-01-01") });
        Parts(answer.Find("used", "2026-Q1", "bean")).ShouldBe((30, 100));
        answer.Find("expired", "2026-Q1", "bean")!.Value.ShouldBe(0.05);
    }

    [Fact]
    public void Fulfilment_takes_the_days_until_the_reward_was_there()
    {
        var answer = Ask(new Fulfilment());
        answer.Find("days", "2026-Q1")!.Value.ShouldBe(4);
        Parts(answer.Find("cancelled", "2026-Q1")).ShouldBe((1, 2));
    }

    private static MoneyFact Issued(long seq, string partner) => new()
    {
        Seq = seq,
        Purpose = "issued",
        Account = "pool",
        Micros = 1,
        Partner = partner,
        Purchase = new($"pur_{seq}"),
        Day = Day("2026-01-05"),
    };

    private Answer Ask(Question question) => question.Ask(facts, Scope.Of(facts, Cafe, Day("2026-04-01"))! with { Since = Day("2026-01-01") });

    private static (long?, long?) Parts(Figure? figure) => (figure?.Total, figure?.N);

    private static MovementFact Unit(long seq, string kind, long amount) => new()
    {
        Seq = seq,
        Number = 0,
        Member = new("ada"),
        Unit = "bean",
        Kind = kind,
        Amount = amount,
        OccurredAt = Day("2026-01-10").ToDateTime(new TimeOnly(9, 30)),
        Day = Day("2026-01-10"),
    };

    private static ActivityFact Answered(long seq, string member, params (string Question, int Answer)[] answers) => new()
    {
        Seq = seq,
        Activity = new($"act_{seq}"),
        Member = new(member),
        What = "survey",
        Day = Day("2026-02-01"),
        Answers = [.. answers.Select(a => new SurveyAnswer(a.Question, a.Answer))],
    };

    private static OfferFact Offer(long seq, string state, string member, long? of = null) => new()
    {
        Seq = seq,
        Offer = "spring",
        State = state,
        Coupon = state == OfferFact.Withheld ? null : new CouponId("cou"),
        Member = new MemberId(member),
        Purchase = of is { } purchase ? new PurchaseId($"pur_{purchase}") : null,
        Amount = of is null ? 0 : 200,
        Currency = "EUR",
        Day = Day("2026-01-05"),
    };

    private static RedemptionFact Taken(long seq, string state, int day, string id = "red_1") => new()
    {
        Seq = seq,
        Redemption = new(id),
        Member = new("ada"),
        Reward = "mug",
        State = state,
        Units = 40,
        OccurredAt = new(2026, 1, day),
    };
}
