using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>Which answer stands in which chapter, and how it is told.</summary>
internal static class Chapters
{
    private static readonly (string Chapter, (string Question, Func<Answer, Telling, Block> Tell)[] Blocks)[] All =
    [
        ("customers", [("active-customers", CustomerBlocks.Active), ("revenue", CustomerBlocks.Money)]),
        ("loyalty",
        [
            ("repeat-purchase-rate", LoyaltyBlocks.Repeat), ("cohort-retention", LoyaltyBlocks.Cohorts),
            ("retention-strict", LoyaltyBlocks.Strict), ("returning-customers", LoyaltyBlocks.Returning),
        ]),
        ("rhythm",
        [
            ("visit-frequency", RhythmBlocks.Visits), ("purchase-frequency", RhythmBlocks.Orders),
            ("average-purchase-amount", RhythmBlocks.Amounts), ("loyal-vs-new", RhythmBlocks.Loyal),
        ]),
        ("value",
        [
            ("orders-per-customer", ValueBlocks.OrderCounts), ("rfm", ValueBlocks.Rfm), ("rfm-grid", ValueBlocks.Grid),
            ("product-mix", ValueBlocks.Products),
        ]),
        ("members",
        [
            ("enrolment-share", MemberBlocks.Share), ("conversion", MemberBlocks.Conversion),
                ("average-spend-per-member", MemberBlocks.Spend),
            ("activation", MemberBlocks.Activation), ("participation", MemberBlocks.Participation),
            ("cohort-retention-by-enrolment", LoyaltyBlocks.CohortsByEnrolment), ("frequency-around-joining", MemberBlocks.AroundJoining),
            ("members-vs-non-members", MemberBlocks.Beside),
        ]),
    ];

    /// <summary>The chapters that have something to say, each with its blocks.</summary>
    internal static IEnumerable<(string Chapter, IReadOnlyList<Block> Blocks)> Tell(Telling telling)
    {
        foreach (var (chapter, blocks) in All)
        {
            var told = blocks.Select(b => (Answer: telling.Find(b.Question), b.Tell)).Where(b => b.Answer is { IsKnown: true })
                .Select(b => b.Tell(b.Answer!, telling)).ToList();
            if (told.Count > 0)
                yield return (chapter, told);
        }
    }
}
