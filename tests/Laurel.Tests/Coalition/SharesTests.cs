using FsCheck;
using FsCheck.Fluent;
using Laurel.Coalition;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Coalition;

public sealed class SharesTests
{
    private static readonly Shares Campaign = new([new("bakery", Ratio.Of(0.2m), null), new("bookshop", null, 100), new(Shares.Us, null, null)]);

    [Fact]
    public void The_rest_takes_what_percentages_and_amounts_leave() =>
        Campaign.Split(1001, SharesRound.DownThenLast).ShouldBe([200, 100, 701]);

    [Fact]
    public void Parts_that_come_to_more_than_the_whole_are_refused() => Campaign.Split(100, SharesRound.DownThenLast).ShouldBeNull();

    [Fact]
    public void What_cannot_be_refused_any_more_is_paid_as_far_as_it_goes() =>
        Campaign.SplitAtMost(100, SharesRound.DownThenLast).ShouldBe([20, 80, 0]);

    [Fact]
    public void The_largest_remainder_takes_what_is_left_of_a_third()
    {
        var thirds = new Shares([new("a", Ratio.Of(1, 6), null), new("b", Ratio.Of(1, 2), null), new("c", Ratio.Of(1, 3), null)]);
        thirds.Split(100, SharesRound.LargestRemainder).ShouldBe([17, 50, 33]);
        thirds.Split(-100, SharesRound.LargestRemainder).ShouldBe([-17, -50, -33]);
    }

    [Theory]
    [InlineData(SharesRound.LargestRemainder)]
    [InlineData(SharesRound.DownThenLast)]
    public void Parts_always_sum_to_the_whole_and_none_is_against_it(SharesRound round) => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int[]>(), (total, numbers) =>
        {
            var shares = Thrown(numbers);
            var parts = shares.SplitAtMost(total, round);
            parts.Sum().ShouldBe(total);
            parts.ShouldAllBe(p => p == 0 || Math.Sign(p) == Math.Sign(total));
            if (shares.Split(total, round) is { } exact)
                exact.Sum().ShouldBe(total);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    /// <summary>Fractions that come to at most the whole, now and then a fixed amount, and a rest.</summary>
    private static Shares Thrown(int[] numbers)
    {
        var parts = numbers.Take(5).Select((n, i) => n % 7 == 3
            ? new Share($"p{i}", null, Math.Abs((long)n % 50) + 1)
            : new Share($"p{i}", Ratio.Of(Math.Abs((long)n % 9) + 1, 50), null));
        return new Shares([.. parts, new Share(Shares.Us, null, null)]);
    }
}
