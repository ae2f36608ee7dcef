using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Questions;

public sealed class CareQuestionsTests
{
    [Fact]
    public void Requests_are_timed_from_opening_to_the_first_answer_and_to_the_solution()
    {
        using var facts = FactsFile.InMemory().With(
            Purchase(1), Step(2, "T1", "opened", 0), Step(3, "T1", "answered", 2), Step(4, "T1", "solved", 50), Step(5, "T2", "opened", 0),
            Step(6, "T2", "solved", 30), Step(7, "T3", "opened", 0), Step(8, "T4", "answered", 1));
        var answer = Ask(facts, new RequestTimes());
        answer.Find("requests", "2026-Q1")!.Value.ShouldBe(3);
        answer.Find("first_answer", "2026-Q1")!.Value.ShouldBe(16, "2 and 30 hours: a solution is an answer");
        answer.Find("solution", "2026-Q1")!.Value.ShouldBe(40);
        Parts(answer.Find("answered_in_time", "2026-Q1")).ShouldBe((1, 3));
        Parts(answer.Find("solved_in_time", "2026-Q1")).ShouldBe((2, 3));
    }

    [Fact]
    public void Times_of_requests_wait_until_the_last_of_them_had_its_time()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1), Step(2, "T1", "opened", 0), Step(3, "T1", "solved", 2));
        var answer = new RequestTimes().Ask(facts, Scope.Of(facts, Cafe, Day("2026-04-03"))! with { Since = Day("2026-01-01") });
        answer.Find("requests", "2026-Q1")!.IsMature.ShouldBeTrue();
        answer.Find("solved_in_time", "2026-Q1")!.IsMature.ShouldBeFalse();
    }

    [Fact]
    public void The_middle_of_many_times_carries_an_interval()
    {
        var steps = Enumerable.Range(1, 100).SelectMany(i => (object[])[Step(2 * i, $"T{i}", "opened", 0), Step(2 * i + 1, $"T{i}", "solved", i)]);
        using var facts = FactsFile.InMemory().With([Purchase(1), .. steps]);
        var middle = Ask(facts, new RequestTimes()).Find("solution", "2026-Q1")!;
        (middle.Value, middle.N).ShouldBe((50.5, 100));
        (middle.Interval!.Value.Low, middle.Interval.Value.High).ShouldBe((40, 61), "the 40th and the 61st of 100: Conover, Practical Nonparametric Statistics");
    }

    [Fact]
    public void What_is_known_of_members_is_counted_at_the_end_of_a_period()
    {
        using var facts = FactsFile.InMemory().With(
            Joined(1), Joined(2, "bob"), Joined(3, "eve"), Purchase(4), Told(5, "profile-changed", "ada", "email", "filled"),
            Told(6, "profile-changed", "bob", "email", "filled"), Told(7, "profile-changed", "bob", "email", "emptied", "2026-03-01"),
            Told(8, "profile-changed", "eve", "phone", "filled", "2026-04-02"), Told(9, "account-switched", "eve", null, "closed", "2026-03-01"));
        Parts(Ask(facts, new ProfileCoverage()).Find("filled", "2026-Q1", "email")).ShouldBe((1, 2), "whose account is closed does not count");
    }

    [Fact]
    public void Who_consents_to_several_channels_is_reachable_once()
    {
        using var facts = FactsFile.InMemory().With(
            Joined(1), Joined(2, "bob"), Joined(3, "eve"), Purchase(4), Told(5, "consent-changed", "ada", "marketing/email", "given"),
            Told(6, "consent-changed", "ada", "marketing/sms", "given"), Told(7, "consent-changed", "bob", "marketing/sms", "given"),
            Told(8, "consent-changed", "eve", "marketing/email", "given"), Told(9, "consent-changed", "eve", "marketing/email", "withdrawn"));
        var answer = Ask(facts, new ReachableShare());
        Parts(answer.Find("reachable", "2026-Q1", "marketing", "email")).ShouldBe((1, 3));
        Parts(answer.Find("reachable", "2026-Q1", "marketing", "sms")).ShouldBe((2, 3));
        Parts(answer.Find("reachable", "2026-Q1", "marketing", "all")).ShouldBe((2, 3));
    }

    [Fact]
    public void Public_ratings_are_counted_by_their_source()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1), Rated(2, 5), Rated(3, 2), Rated(4, 5), Rated(5, 1, "elsewhere"));
        var answer = Ask(facts, new PublicRatings());
        answer.Find("ratings", "2026-Q1", "maps")!.Value.ShouldBe(3);
        answer.Find("stars", "2026-Q1", "maps")!.Value.ShouldBe(4);
        answer.Find("stars", "2026-Q1", "maps")!.Interval!.Value.Low.ShouldBe(4 - 4.302653 * Math.Sqrt(3) / Math.Sqrt(3), 1e-4);
        Parts(answer.Find("good", "2026-Q1", "maps")).ShouldBe((2, 3));
        Parts(answer.Find("good", "2026-Q1", "elsewhere")).ShouldBe((0, 1));
    }

    [Fact]
    public void A_reward_opens_for_a_member_once_and_a_return_closes_it_again()
    {
        using var facts = FactsFile.InMemory().With(
            Joined(1), Joined(2, "bob"), Purchase(3), Told(4, "reward-unlocked", "ada", "tasting", "unlocked"),
            Told(5, "reward-unlocked", "ada", "tasting", "unlocked"), Told(6, "reward-unlocked", "bob", "tasting", "unlocked"),
            Told(7, "reward-unlocked", "bob", "tasting", "lost"));
        Parts(Ask(facts, new RewardUnlocks()).Find("unlocked", "2026-Q1", "tasting")).ShouldBe((1, 2));
    }

    [Fact]
    public void What_opened_is_counted_by_cohort_once_all_of_it_had_the_time()
    {
        using var facts = FactsFile.InMemory().With(
            Joined(1), Joined(2, "bob"), Purchase(3), Told(4, "reward-unlocked", "ada", "tasting", "unlocked"),
            new UnlockFact { Seq = 5, Member = new("bob"), Tier = "gold", Day = Day("2026-07-09") });
        var answer = new UnlocksByCohort().Ask(facts, Scope.Of(facts, Cafe, Day("2026-07-10"))! with { Since = Day("2026-01-01") });
        Parts(answer.Find("reward", "2026-Q1", "tasting")).ShouldBe((1, 2));
        Parts(answer.Find("tier", "2026-Q1", "gold")).ShouldBe((0, 2), "after more than 90 days");
        answer.Find("reward", "2026-Q2", "tasting")!.IsMature.ShouldBeFalse();
    }

    [Fact]
    public void A_reward_that_was_ordered_is_late_after_two_weeks_and_the_wait_begins_at_joining()
    {
        using var facts = FactsFile.InMemory().With(
            Joined(1), Joined(2, "bob"), Purchase(3), Redeemed(4, "r1", "ada", "captured", 10), Redeemed(5, "r1", "ada", "ordered", 10),
            Redeemed(6, "r1", "ada", "delivered", 20), Redeemed(7, "r2", "bob", "captured", 10), Redeemed(8, "r2", "bob", "ordered", 10),
            Redeemed(9, "r2", "bob", "shipped", 12), Redeemed(10, "r3", "bob", "captured", 15));
        var answer = Ask(facts, new Fulfilment());
        Parts(answer.Find("late", "2026-Q1")).ShouldBe((1, 2));
        answer.Find("days", "2026-Q1")!.Value.ShouldBe(10);
        answer.Find("from_joining", "2026-Q1")!.Value.ShouldBe(15.5, "ada on the 20th, bob over the counter on the 15th; both joined on the 2nd");
    }

    private static Answer Ask(FactsFile facts, Question question) =>
        question.Ask(facts, Scope.Of(facts, Cafe, Day("2026-06-01"))! with { Since = Day("2026-01-01") });

    private static (long?, long?) Parts(Figure? figure) => (figure?.Total, figure?.N);

    private static CaseFact Step(long seq, string id, string step, int hours)
    {
        var at = Day("2026-02-02").ToDateTime(new TimeOnly(9, 0)).AddHours(hours);
        return new CaseFact { Seq = seq, Case = id, Step = step, At = at, Day = DateOnly.FromDateTime(at) };
    }

    private static RatingFact Rated(long seq, int stars, string source = "maps") =>
        new() { Seq = seq, Source = source, Rating = $"r{seq}", Stars = stars, Day = Day("2026-02-02") };

    private static HappeningFact Told(long seq, string kind, string member, string? subject, string change, string day = "2026-01-20") =>
        new() { Seq = seq, Kind = kind, Member = new MemberId(member), Subject = subject, Change = change, Day = Day(day) };

    private static RedemptionFact Redeemed(long seq, string id, string member, string state, int day) => new()
    {
        Seq = seq,
        Redemption = new(id),
        Member = new(member),
        Reward = "mug",
        State = state,
        Units = 0,
        OccurredAt = new DateTime(2026, 1, day, 9, 0, 0, DateTimeKind.Unspecified),
    };
}
