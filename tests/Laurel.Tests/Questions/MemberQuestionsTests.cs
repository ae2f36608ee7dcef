using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Questions;

/// <summary>Questions about members over a handful of rows that can be counted by hand.</summary>
public sealed class MemberQuestionsTests : IDisposable
{
    private readonly FactsFile facts = FactsFile.InMemory();

    public void Dispose() => facts.Dispose();

    [Fact]
    public void Enrolment_share_counts_a_purchase_as_a_members_from_the_day_of_joining()
    {
        facts.With(
            Purchase(1, "ada", "2026-01-03", 1000), Joined(2, "ada", "2026-01-10"), Purchase(3, "ada", "2026-01-10", 3000),
            Purchase(4, "bob", "2026-01-11", 1000), Purchase(5, null, "2026-01-12", 5000));
        var answer = Ask(new EnrolmentShare(), "2026-02-01");
        Part(answer, "customers", "2026-01").ShouldBe((1, 2));
        Part(answer, "baskets", "2026-01").ShouldBe((1, 4));
        Part(answer, "revenue", "2026-01").ShouldBe((3000, 10000));
        Part(answer, "identified_baskets", "2026-01").ShouldBe((3, 4));
        answer.Find("revenue", "2026-01")!.Value.ShouldBe(0.3);
        answer.Find("revenue", "2026-01")!.Interval.ShouldBeNull();
    }

    [Fact]
    public void Spend_per_member_is_less_what_came_back_and_counts_members_who_bought_nothing()
    {
        facts.With(
            Joined(1, "ada", "2026-01-01"), Joined(2, "bob", "2026-01-01"), Purchase(3, "ada", "2026-01-05", 3000),
            Return(4, of: 3, "ada", "2026-01-07", 1000));
        var answer = Ask(new AverageSpendPerMember(), "2026-02-01");
        Part(answer, "per_member", "2026-01").ShouldBe((2000, 2));
        answer.Find("per_member", "2026-01")!.Value.ShouldBe(10);
        Part(answer, "per_active_member", "2026-01").ShouldBe((2000, 1));
    }

    [Fact]
    public void Conversion_sets_buyers_beside_members_who_did_not_buy()
    {
        facts.With(Joined(1, "ada"), Joined(2, "bob"), Joined(3, "cyd", "2026-02-03"),
            Purchase(4, "ada", "2026-01-20"), Purchase(5, "cyd", "2026-02-04"));
        var answer = Ask(new Conversion(), "2026-03-01");
        Part(answer, "bought", "2026-01").ShouldBe((1, 2));
        Part(answer, "bought", "2026-02").ShouldBe((1, 3));
        answer.Find("not_buyers", "2026-02")!.Total.ShouldBe(2);
    }

    [Fact]
    public void Activation_does_not_count_the_purchase_on_the_day_of_joining()
    {
        facts.With(
            Joined(1, "ada", "2026-01-02"), Purchase(2, "ada", "2026-01-02"), Joined(3, "bob", "2026-01-03"),
            Purchase(4, "bob", "2026-02-20"));
        var answer = Ask(new Activation(), "2026-06-01");
        Part(answer, "activated", "2026-01", "30").ShouldBe((0, 2));
        Part(answer, "activated", "2026-01", "60").ShouldBe((1, 2));
        Part(answer, "activated", "all", "90").ShouldBe((1, 2));
    }

    [Fact]
    public void A_young_enrolment_cohort_is_blank_and_never_zero()
    {
        facts.With(Joined(1, "ada", "2026-01-02"), Purchase(2, "ada", "2026-01-02"));
        var answer = Ask(new Activation(), "2026-02-15");
        answer.Find("activated", "2026-01", "30")!.Value.ShouldBeNull();
        answer.Find("activated", "all", "30")!.Value.ShouldBe(0);
        answer.Find("activated", "all", "60").ShouldBeNull();
    }

    [Fact]
    public void Participation_needs_enough_days_and_enough_recent_months()
    {
        facts.With(Joined(1, "ada", "2025-06-01"), Joined(2, "bob", "2025-06-01"), Joined(3, "new", "2026-01-15"),
            Purchase(4, "ada", "2025-10-05"), Purchase(5, "ada", "2025-12-05"), Purchase(6, "ada", "2026-01-05"),
            Purchase(7, "bob", "2026-01-05"), Purchase(8, "bob", "2026-01-06"), Purchase(9, "bob", "2026-01-07"));
        Part(Ask(new Participation(days: 3, months: 3), "2026-02-01"), "participating").ShouldBe((1, 2));
        Part(Ask(new Participation(days: 3, months: 1), "2026-02-01"), "participating").ShouldBe((2, 2));
    }

    [Fact]
    public void Frequency_around_joining_leaves_the_day_of_joining_out()
    {
        facts.With(
            Purchase(1, "eve", "2025-01-01"), Purchase(2, "ada", "2025-12-01"), Joined(3, "ada", "2026-01-10"),
            Purchase(4, "ada", "2026-01-10"),
            Purchase(5, "ada", "2026-01-20"), Purchase(6, "ada", "2026-01-25"), Purchase(7, "ada", "2026-05-02"));
        var answer = Ask(new FrequencyAroundJoining(), "2026-12-01");
        Part(answer, "orders_per_active_month", "2026-Q1", "before").ShouldBe((1, 1));
        Part(answer, "orders_per_active_month", "2026-Q1", "after").ShouldBe((3, 2));
        Ask(new FrequencyAroundJoining(), "2026-08-01").Find("orders_per_active_month", "2026-Q1", "after")!.Value.ShouldBeNull();
    }

    [Fact]
    public void Cohorts_of_joining_count_purchases_after_the_day_of_joining()
    {
        facts.With(Joined(1, "ada", "2026-01-10"), Purchase(2, "ada", "2026-01-10"), Purchase(3, "ada", "2026-02-10"));
        var answer = Ask(new CohortRetentionByEnrolment(), "2026-03-01");
        Part(answer, "active", "2026-01", "0").ShouldBe((0, 1));
        Part(answer, "active", "2026-01", "1").ShouldBe((1, 1));
    }

    [Fact]
    public void Members_beside_others_is_a_comparison_and_says_so()
    {
        facts.With(Crowd("m", 40, net: 2000, joined: "2025-01-01").Concat(Crowd("s", 40, net: 1000, joined: null)).ToArray());
        var answer = Ask(new MembersVersusOthers(90), "2026-02-01");
        answer.Remarks.ShouldContain(Remark.Comparison);
        answer.Find("spend_per_customer", "members")!.N.ShouldBe(40);
        answer.Find("average_order_before_joining", "members").ShouldBeNull();
        var difference = answer.Find("spend_difference", "difference")!;
        difference.Value!.Value.ShouldBe(10 / 12.0, 1e-9);
        difference.Interval!.Value.Contains(difference.Value.Value).ShouldBeTrue();
    }

    [Fact]
    public void Who_joined_during_the_window_belongs_to_neither_group()
    {
        facts.With(Purchase(1, "eve", "2025-01-01"), Purchase(2, "ada", "2026-01-10"), Joined(3, "ada", "2026-01-10"));
        var answer = Ask(new MembersVersusOthers(90), "2026-02-01");
        answer.Find("customers", "joined_meanwhile")!.Total.ShouldBe(1);
        answer.Find("customers", "members").ShouldBeNull();
    }

    [Fact]
    public void Product_mix_compares_the_same_days_before_and_after_the_launch()
    {
        facts.With(
            Purchase(1, "ada", "2025-01-20", 1000), Line(1, sku: "TEA", category: "tea", net: 1000),
            Joined(2, "ada", "2026-01-02"), Purchase(3, "ada", "2026-01-20", 4000), Line(3, 1, "ESP", "coffee", net: 3000),
            Line(3, 2, "TEA", "tea", net: 1000), Purchase(4, "bob", "2025-07-01", 500), Line(4, sku: "ICE", category: "ice", net: 500));
        var answer = Ask(new ProductMix(), "2026-02-01");
        Part(answer, "share_of_revenue", "members", "after", "coffee").ShouldBe((3000, 4000));
        Part(answer, "share_of_revenue", "others", "before", "tea").ShouldBe((1000, 1000));
        answer.Figures.ShouldNotContain(f => f.Keys[2] == "ice");
        answer.Find("share_of_revenue", "others", "before", "tea")!
            .IsMature.ShouldBeFalse("the facts begin after the launch day of the year before");
    }

    [Fact]
    public void Without_enrolments_a_question_about_members_says_that_it_cannot_be_answered()
    {
        facts.With(Purchase(1));
        var answer = Ask(new Conversion(), "2026-03-01");
        answer.Figures.ShouldBeEmpty();
        answer.Remarks.ShouldBe([Remark.NeedsMembers]);
    }

    private static IEnumerable<object> Crowd(string prefix, int size, long net, string? joined)
    {
        var start = prefix == "m" ? 1 : 1000;
        yield return Purchase(start, $"{prefix}0", "2025-06-01", net);
        for (var i = 0; i < size; i++)
        {
            if (joined is not null)
                yield return Joined(start, $"{prefix}{i}", joined);
            yield return Purchase(start + i, $"{prefix}{i}", "2026-01-15", net + i % 5 * 100);
        }
    }

    private static (long?, long?) Part(Answer answer, string measure, params string[] keys)
    {
        var figure = answer.Find(measure, keys).ShouldNotBeNull();
        return (figure.Total, figure.N);
    }

    private Answer Ask(Question question, string asOf) => question.Ask(facts, Scope.Of(facts, Cafe, Day(asOf))!);
}
