using Laurel.Insight.Effects;
using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Effects;

public sealed class OfferEffectTests
{
    private static readonly Currency Euro = Currency.TryParse("EUR")!.Value;

    [Fact]
    public void An_offer_is_judged_by_everybody_it_was_drawn_for()
    {
        using var facts = Played(lift: 500);
        var effect = Of(facts)!;
        effect.Effect.Assigned.ShouldBe([100, 300]);
        effect.Effect.Spend.Treated.Mean.ShouldBe(effect.Effect.Spend.Control.Mean + 5, 0.6);
        effect.Effect.Spend.Verdict.Effect!.Estimate.Interval.Contains(5).ShouldBeTrue();
        effect.Effect.Spend.Verdict.Outcome.ShouldBe(Outcome.Higher);
        effect.GivenAway.ShouldBe(1, 0.001);
    }

    [Fact]
    public void Whose_days_are_not_over_is_not_counted_yet()
    {
        using var facts = Played(lift: 0);
        OfferEffect.Of(facts, Cafe, Day("2026-02-01"), "spring", 0.25, "spring", 0.05, Euro).ShouldBeNull();
    }

    [Fact]
    public void Members_of_the_programs_own_holdout_are_not_of_the_draw()
    {
        using var facts = Played(lift: 0);
        var seq = facts.LastSeq(Cafe);
        facts.With(Joined(seq + 1, "held") with { HeldOut = true }, Offer(seq + 2, OfferFact.Withheld, "held"));
        Of(facts)!.Effect.Assigned.ShouldBe([100, 300]);
    }

    private static OfferEffect? Of(FactsFile facts) => OfferEffect.Of(facts, Cafe, Day("2026-04-01"), "spring", 0.25, "spring", 0.05, Euro);

    /// <summary>400 members, a quarter of whom go without; each buys before and after, those with the offer for more.</summary>
    private static FactsFile Played(long lift)
    {
        var (random, seq, rows) = (new Random(5), 0L, new List<object>());
        for (var i = 0; i < 400; i++)
        {
            var (who, usual, without) = ($"m{i}", random.Next(2000, 6000), i % 4 == 0);
            rows.Add(Joined(++seq, who, "2026-01-01"));
            rows.Add(Purchase(++seq, who, "2026-01-10", usual + random.Next(200)));
            rows.Add(Offer(++seq, without ? OfferFact.Withheld : OfferFact.Given, who));
            rows.Add(Purchase(++seq, who, "2026-01-25", usual + random.Next(200) + (without ? 0 : lift)));
        }
        return FactsFile.InMemory().With([.. rows]);
    }

    private static OfferFact Offer(long seq, string state, string member) => new()
    {
        Seq = seq,
        Offer = "spring",
        State = state,
        Member = new MemberId(member),
        Amount = state == OfferFact.Given ? 100 : 0,
        Currency = "EUR",
        Day = Day("2026-01-20"),
    };
}
