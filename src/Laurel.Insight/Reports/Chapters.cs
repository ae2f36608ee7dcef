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
            new("new-members", "joined", Plain), new("new-members-by-partner", "introduced", Plain),
            new("benefits-by-customer-type", "used", Plain), new("profile-coverage", "filled", Plain), new("reachable-share", "reachable", Plain),
            new("units-used", "used", Plain), new("tier-unlocks", "unlocked", Plain), new("reward-unlocks", "unlocked", Plain),
            new("unlocks-by-cohort", "tier", Plain), new("offer-response", "uses", Plain), new("coupon-dependence", "baskets", Plain),
            new("fulfilment", "cancelled", Plain), new("request-times", "requests", Plain), new("satisfaction", "satisfied", Plain),
            new("loyal-and-satisfied", "members", Plain), new("public-ratings", "ratings", Plain), new("share-of-wallet", "percent", Plain),
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

    /// <summary>Told by its numbers alone.</summary>
    private static Block Plain(Answer answer, Telling telling) => new(answer, "", []);

    /// <summary>A count of nobody says nothing; a share of nobody is not known at all.</summary>
    private static bool IsKnown(Answer? answer, string lead) =>
        answer?.Of(lead).Any(f => f.Value is not null && (f.Measure.Unit != Unit.Count || f.Value > 0)) ?? false;

    private sealed record Told(string Question, string Lead, Func<Answer, Telling, Block> Tell);
}
