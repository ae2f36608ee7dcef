using Laurel.Insight.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Experiments;

public sealed class EncouragementTests
{
    [Fact]
    public void Those_moved_by_the_invitation_get_the_whole_difference()
    {
        PairedSummary invited = Group(joined: 60, stayed: 40, joinedMean: 30, stayedMean: 10);
        PairedSummary notInvited = Group(joined: 20, stayed: 80, joinedMean: 30, stayedMean: 10);

        var effects = Encouragement.Of(invited, notInvited);

        effects.OnTheInvited.Value.ShouldBe(8, 1e-9);
        effects.Uptake.Value.ShouldBe(0.4, 1e-9);
        effects.OnThoseWhoJoined.Value.ShouldBe(20, 1e-9);
        effects.Evidence.ShouldBe(Evidence.RandomEncouragement);
    }

    [Fact]
    public void Heavy_buyers_who_join_anyway_do_not_count_as_an_effect()
    {
        var chance = new Chance(77);
        var (invited, notInvited) = (World(chance, true, effect: 5), World(chance, false, effect: 5));
        var naive = NaiveDifference(invited + notInvited);

        var effects = Encouragement.Of(invited, notInvited);

        naive.ShouldBeGreaterThan(10);
        effects.OnThoseWhoJoined.Interval.Contains(5).ShouldBeTrue();
        effects.Robust.Contains(5).ShouldBeTrue();
        effects.IsWeak.ShouldBeFalse();
    }

    [Fact]
    public void Intervals_cover_the_truth_as_often_as_they_say()
    {
        var chance = new Chance(78);
        var worlds = Enumerable.Range(0, 500)
            .Select(_ => Encouragement.Of(World(chance, true, 5, 2000), World(chance, false, 5, 2000))).ToList();

        worlds.Count(world => world.Robust.Contains(5)).ShouldBeInRange(462, 488);
        worlds.Count(world => world.OnThoseWhoJoined.Interval.Contains(5)).ShouldBeInRange(460, 490);
    }

    [Fact]
    public void An_invitation_that_moved_few_is_called_weak()
    {
        var effects = Encouragement.Of(Group(22, 78, 30, 10), Group(20, 80, 30, 10));

        effects.Cautions.Single().Kind.ShouldBe(CautionKind.InvitationMovedFew);
        effects.Robust.Shape.ShouldNotBe(ConfidenceSetShape.Between);
    }

    [Fact]
    public void An_invitation_that_moved_nobody_says_nothing() =>
        Should.Throw<UnusableSampleException>(() => Encouragement.Of(Group(20, 80, 30, 10), Group(20, 80, 30, 10)));

    private static PairedSummary Group(int joined, int stayed, double joinedMean, double stayedMean)
    {
        var chance = new Chance(1);
        double[] x = [.. Enumerable.Repeat(1.0, joined), .. Enumerable.Repeat(0.0, stayed)];
        double[] y = [.. x.Select((one, i) => (one == 1 ? joinedMean : stayedMean) + (i % 2 == 0 ? 3 : -3))];
        return PairedSummary.Of(x, y);
    }

    private static PairedSummary World(Chance chance, bool invited, double effect, int members = 20_000)
    {
        var sums = default(PairedSummary);
        for (var i = 0; i < members; i++)
        {
            var taste = chance.Normal();
            var joins = taste + chance.Normal() + (invited ? 0.8 : 0) > 1;
            sums = sums.With(joins ? 1 : 0, 50 + 10 * taste + (joins ? effect : 0) + 5 * chance.Normal());
        }
        return sums;
    }

    private static double NaiveDifference(PairedSummary all) =>
        all.SumXY / all.SumX - (all.SumY - all.SumXY) / (all.N - all.SumX);
}
