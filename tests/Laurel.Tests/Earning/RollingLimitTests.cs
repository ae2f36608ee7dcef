using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Earning;

/// <summary>Limits of any so many days in a row: no stretch of them gets more, in whatever order purchases arrive.</summary>
public sealed class RollingLimitTests
{
    private static readonly DateOnly First = new(2026, 1, 1);

    [Fact]
    public void No_stretch_of_days_gets_more_than_its_limit() =>
        Prop.ForAll<PositiveInt, PositiveInt, (byte, byte)[]>(Keeps).QuickCheckThrowOnFailure();

    private static void Keeps(PositiveInt length, PositiveInt limit, (byte Day, byte Amount)[] arrivals)
    {
        var (days, most) = (length.Get % 40 + 1, limit.Get % 200 + 1);
        IReadOnlyList<Use> uses = [];
        foreach (var (day, amount) in arrivals)
        {
            var counter = Name(days, day);
            var left = most - Counters.Fullest(uses, counter, At(day), TimeSpan.FromDays(days));
            uses = Evolve.Add(uses, counter, Math.Min(amount, left));
        }
        for (var start = 0; start < 256; start++)
            Enumerable.Range(start, days).Sum(day => uses.Where(u => u.Counter == Name(days, day)).Sum(u => u.Amount)).ShouldBeLessThanOrEqualTo(most);
    }

    [Fact]
    public void Two_days_that_no_stretch_holds_both_of_are_not_added_up()
    {
        Use[] uses = [new(Name(30, 0), 5), new(Name(30, 30), 7)];
        Counters.Fullest(uses, Name(30, 15), At(15), TimeSpan.FromDays(30)).ShouldBe(7);
        Counters.Fullest([.. uses, new(Name(30, 29), 4)], Name(30, 15), At(15), TimeSpan.FromDays(30)).ShouldBe(11);
    }

    [Fact]
    public void A_day_is_forgotten_long_after_its_last_stretch()
    {
        Counters.IsLongAgo(Name(30, 0), First.AddDays(90)).ShouldBeFalse();
        Counters.IsLongAgo(Name(30, 0), First.AddDays(91)).ShouldBeTrue();
    }

    [Fact]
    public void Names_of_calendar_stretches_are_no_days() => Counters.Rolled(Counters.OfMember + Counters.Spent + "rule:2026-03-05").ShouldBeNull();

    [Fact]
    public void An_instant_is_named_to_the_tick_and_forgotten_like_a_day()
    {
        var at = new DateTimeOffset(2026, 3, 5, 15, 32, 10, TimeSpan.FromHours(1)).AddTicks(7);
        var counter = $"{Counters.OfMember}spend:0:{Counters.RollingHours(24, at)}";
        Counters.Rolled(counter).ShouldBe((at.UtcDateTime, TimeSpan.FromHours(24)));
        Counters.Kept(counter).ShouldBe("member:spend:0/24h");
        Counters.IsLongAgo(counter, new DateOnly(2026, 5, 5)).ShouldBeFalse();
        Counters.IsLongAgo(counter, new DateOnly(2026, 5, 6)).ShouldBeTrue();
    }

    private static DateTime At(int day) => First.AddDays(day).ToDateTime(TimeOnly.MinValue);

    private static string Name(int days, int day) => $"{Counters.OfMember}spend:0:{Counters.Rolling(days, First.AddDays(day))}";
}
