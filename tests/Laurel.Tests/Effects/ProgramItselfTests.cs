using System.Globalization;
using Laurel.Insight.Effects;
using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Effects;

/// <summary>The effect of the program itself on its own facts: invitations by chance, and places that begin one after another.</summary>
public sealed class ProgramItselfTests
{
    private static readonly Currency Euro = Currency.TryParse("EUR")!.Value;
    private static readonly InvitationPlan Plan = new("exp_invite", 0.4, new DateOnly(2026, 3, 1), 60);

    [Fact]
    public void An_invitation_by_chance_finds_what_joining_does()
    {
        using var facts = Invited(people: 3000, effect: 2000);
        var found = InvitationEffect.Of(facts, Cafe, Day("2026-06-01"), Plan, Euro).ShouldNotBeNull();
        found.Lottery.Stops.ShouldBeFalse();
        (found.Invited + found.NotInvited).ShouldBe(3000);
        var effects = found.Effects.ShouldNotBeNull();
        effects.Evidence.ShouldBe(Evidence.RandomEncouragement);
        effects.OnThoseWhoJoined.Interval.Contains(20).ShouldBeTrue($"{effects.OnThoseWhoJoined.Interval}");
        effects.IsWeak.ShouldBeFalse();
        effects.Uptake.Value.ShouldBeInRange(0.4, 0.6);
    }

    [Fact]
    public void The_lottery_of_the_facts_is_the_lottery_of_the_list_of_invited()
    {
        using var facts = Invited(people: 400, effect: 0);
        var found = InvitationEffect.Of(facts, Cafe, Day("2026-06-01"), Plan, Euro)!;
        found.Invited.ShouldBe(Enumerable.Range(0, 400).Count(i => InvitationEffect.IsInvited(Plan.Id, new($"sho{i}"), Plan.Share)));
    }

    [Fact]
    public void Before_the_days_are_over_nothing_is_said()
    {
        using var facts = Invited(people: 50, effect: 0);
        InvitationEffect.Of(facts, Cafe, Day("2026-04-29"), Plan, Euro).ShouldBeNull();
    }

    [Theory]
    [InlineData(true, Evidence.RandomEncouragement)]
    [InlineData(false, Evidence.ParallelTrends, Evidence.AdjustedComparison)]
    public void Places_that_begin_one_after_another_tell_what_the_program_does(bool isRandom, params Evidence[] rungs)
    {
        using var facts = RolledOut(monthly: 10_000, effect: 3_000);
        var found = RolloutEffect.Of(facts, Cafe, Day("2025-01-01"), Day("2026-01-01"), isRandom, Euro).ShouldNotBeNull();
        found.Effects.ByGroup.Overall.Value.ShouldBe(30, 0.001);
        rungs.ShouldContain(found.Evidence);
        found.Effect("the program").Withheld.ShouldBe("the program");
    }

    [Fact]
    public void Effects_shown_together_are_adjusted_for_each_other()
    {
        var seen = Estimate.Normal(2.1, 1, 0.95);
        var adjusted = ShownTogether.Adjusted([seen, null, Estimate.Normal(0.1, 1, 0.95), Estimate.Normal(4, 1, 0.95)]);
        adjusted[1].ShouldBeNull();
        seen.PValue.ShouldBeLessThan(ShownTogether.Threshold);
        adjusted[0]!.Value.ShouldBe(2 * seen.PValue, 1e-12);
        adjusted[3]!.Value.ShouldBeLessThan(ShownTogether.Threshold);
    }

    /// <summary>Half of the invited join, and from then on each spends so much more.</summary>
    private static FactsFile Invited(int people, long effect)
    {
        var (rows, seq, random) = (new List<object>(), 0L, new Random(7));
        for (var i = 0; i < people; i++)
        {
            var (shopper, member) = ($"sho{i}", $"mem{i}");
            rows.Add(Purchase(++seq, null, "2026-02-10", 500, shopper));
            var joins = InvitationEffect.IsInvited(Plan.Id, new(shopper), Plan.Share) && random.Next(2) == 0;
            var spend = random.Next(1000, 9000) + (joins ? effect : 0);
            if (joins)
                rows.Add(Joined(++seq, member, "2026-03-02"));
            rows.Add(Purchase(++seq, joins ? member : null, "2026-03-20", spend, shopper));
        }
        var facts = FactsFile.InMemory();
        using var batch = facts.Begin(Cafe);
        foreach (dynamic row in rows)
        {
            if (row is PurchaseFact { Member: { } joined, Shopper: { } known })
                batch.Link(known, joined);
            batch.Add(row);
        }
        batch.Commit(seq);
        return facts;
    }

    /// <summary>Twelve places; three begin in each of May, July and September, three never do.</summary>
    private static FactsFile RolledOut(long monthly, long effect)
    {
        var (rows, seq) = (new List<object>(), 0L);
        for (var place = 0; place < 12; place++)
        {
            var begins = place % 4 == 3 ? 99 : 5 + (place % 4 * 2);
            for (var month = 1; month <= 12; month++)
            {
                var day = string.Create(CultureInfo.InvariantCulture, $"2025-{month:00}-10");
                if (month == begins)
                    rows.Add(Joined(++seq, $"m{place}", day) with { Location = $"shop{place}" });
                var net = monthly + (place * 100) + (month * 50) + (month >= begins ? effect : 0);
                rows.Add(Purchase(++seq, null, day, net, $"s{place}", $"shop{place}"));
            }
        }
        return FactsFile.InMemory().With([.. rows]);
    }
}
