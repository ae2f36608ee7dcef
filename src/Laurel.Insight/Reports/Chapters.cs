using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>Which answer stands in which chapter, what it is about first of all, and how it is told.</summary>
internal static class Chapters
{
    private static readonly (string Name, Told[] Told)[] All =
    [
        ("customers",
        [
            new("active-customers", "active", CustomerBlocks.Active), new("revenue", "revenue", CustomerBlocks.Money),
        ]),
        ("loyalty",
        [
            new("repeat-purchase-rate", "came_again", LoyaltyBlocks.Repeat), new("cohort-retention", "active", LoyaltyBlocks.Cohorts),
            new("retention-strict", "retained", LoyaltyBlocks.Strict), new("returning-customers", "returning", LoyaltyBlocks.Returning),
        ]),
        ("rhythm",
        [
            new("visit-frequency", "visits_per_customer", RhythmBlocks.Visits),
            new("purchase-frequency", "orders_per_customer", RhythmBlocks.Orders),
            new("average-purchase-amount", "per_order", RhythmBlocks.Amounts), new("loyal-vs-new", "average_order", RhythmBlocks.Loyal),
        ]),
        ("value",
        [
            new("orders-per-customer", "customers", ValueBlocks.OrderCounts), new("rfm", "top_fifth_share", ValueBlocks.Rfm),
            new("rfm-grid", "customers", ValueBlocks.Grid), new("product-mix", "share_of_revenue", ValueBlocks.Products),
        ]),
        ("members",
        [
            new("enrolment-share", "customers", MemberBlocks.Share), new("conversion", "bought", MemberBlocks.Conversion),
            new("average-spend-per-member", "per_member", MemberBlocks.Spend), new("activation", "activated", MemberBlocks.Activation),
            new("participation", "participating", MemberBlocks.Participation),
            new("cohort-retention-by-enrolment", "active", LoyaltyBlocks.CohortsByEnrolment),
            new("frequency-around-joining", "orders_per_active_month", MemberBlocks.AroundJoining),
            new("members-vs-non-members", "spend_per_customer", MemberBlocks.Beside),
        ]),
        ("program",
        [
            new("new-members", "joined", ProgramBlocks.Over("joined")),
            new("new-members-by-partner", "introduced", ProgramBlocks.Over("introduced")),
            new("benefits-by-customer-type", "used", ProgramBlocks.Over("used")), new("profile-coverage", "filled", ProgramBlocks.Over("filled")),
            new("reachable-share", "reachable", ProgramBlocks.Over("reachable")), new("units-used", "used", ProgramBlocks.Over("used")),
            new("tier-unlocks", "unlocked", ProgramBlocks.Over("unlocked")), new("reward-unlocks", "unlocked", ProgramBlocks.Over("unlocked")),
            new("unlocks-by-cohort", "tier", ProgramBlocks.Over("tier")), new("offer-response", "uses", ProgramBlocks.Ranked("responded")),
            new("coupon-dependence", "baskets", ProgramBlocks.Over("baskets")), new("fulfilment", "cancelled", ProgramBlocks.Over("days")),
            new("request-times", "requests", ProgramBlocks.Over("first_answer")), new("satisfaction", "satisfied", ProgramBlocks.Satisfaction),
            new("loyal-and-satisfied", "members", ProgramBlocks.LoyalAndSatisfied), new("public-ratings", "ratings", ProgramBlocks.Over("stars")),
            new("share-of-wallet", "percent", ProgramBlocks.ShareOfWallet),
        ]),
    ];

    /// <summary>Every chapter and the ids of its questions.</summary>
    internal static IEnumerable<(string Chapter, IReadOnlyList<string> Questions)> Outline =>
        All.Select(c => (c.Name, (IReadOnlyList<string>)[.. c.Told.Select(t => t.Question)]));

    /// <summary>The chapters that have something to say, each with its blocks.</summary>
    internal static IEnumerable<(string Chapter, IReadOnlyList<Block> Blocks)> Tell(Telling telling)
    {
        foreach (var (chapter, told) in All)
        {
            var blocks = told.Select(t => (t.Tell, Answer: telling.Find(t.Question), t.Lead)).Where(t => IsKnown(t.Answer, t.Lead))
                .Select(t => t.Tell(t.Answer!, telling)).ToList();
            if (blocks.Count > 0)
                yield return (chapter, blocks);
        }
    }

    /// <summary>Whether nothing can be told of an answer yet.</summary>
    internal static bool IsWaiting(Answer answer) =>
        All.SelectMany(c => c.Told).FirstOrDefault(t => t.Question == answer.Question.Id) is { } told
            ? !IsKnown(answer, told.Lead)
            : !answer.IsKnown;

    /// <summary>A count of nobody says nothing; a share of nobody is not known at all.</summary>
    private static bool IsKnown(Answer? answer, string lead) =>
        answer?.Of(lead).Any(f => f.Value is not null && (f.Measure.Unit != Unit.Count || f.Value > 0)) ?? false;

    private sealed record Told(string Question, string Lead, Func<Answer, Telling, Block> Tell);
}
