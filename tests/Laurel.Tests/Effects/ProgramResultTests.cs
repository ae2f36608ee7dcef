using Laurel.Insight.Effects;
using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Effects;

/// <summary>What is left of a program: margin it brought, fees, what partners pay, less what it costs.</summary>
public sealed class ProgramResultTests
{
    private static readonly Currency Euro = Currency.TryParse("EUR")!.Value;

    [Fact]
    public void Fees_and_what_partners_pay_are_read_from_the_facts()
    {
        using var facts = FactsFile.InMemory().With(
            Joined(1, "m1", "2026-01-10"), Fee(2, 5_000, 0), Fee(3, 0, 2_000),
            Paid(4, "issued", "partner:bakery", -700), Paid(4, "issued", "pool", 700),
            Paid(5, "funded", "partner:roaster", -300), Paid(5, "funded", "operator", 300));
        var result = ProgramResult.Of(facts, Cafe, Day("2026-06-01"), null, rewardCost: 10, runningCost: 5, Euro);
        (result.Fees, result.PartnerUnits, result.Funding, result.Income).ShouldBe((30, 7, 3, 40));
        (result.Result, result.Return).ShouldBe((null, null));
    }

    [Fact]
    public void Income_counts_for_what_is_left_and_not_for_the_return()
    {
        var result = new ProgramResult(0.5, 100, Estimate.Normal(200, 10, 0.95), 60, 40, Evidence.ParallelTrends) { Fees = 30, Funding = 5 };
        result.Result!.Value.Value.ShouldBe(200 + 35 - 100, 1e-9);
        result.Return!.Value.Value.ShouldBe((200 - 100) / 100.0, 1e-9);
    }

    private static MembershipFact Fee(long seq, long fee, long refund) => new()
    {
        Seq = seq,
        Member = new("m1"),
        Plan = "vip",
        Change = "bought",
        Fee = fee,
        Refund = refund,
        Day = Day("2026-02-01"),
    };

    private static MoneyFact Paid(long seq, string purpose, string account, long coins) => new()
    {
        Seq = seq,
        Purpose = purpose,
        Account = account,
        Micros = coins * 1_000_000,
        Day = Day("2026-02-02"),
    };
}
