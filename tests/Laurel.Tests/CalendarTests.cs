using Shouldly;
using Xunit;

namespace Laurel.Tests;

public sealed class CalendarTests
{
    private static readonly Calendar Brussels = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels"));

    [Fact]
    public void A_time_that_a_clock_change_skips_is_the_first_instant_after_the_gap() =>
        Brussels.Instant(new DateTime(2026, 3, 29, 2, 17, 0)).ShouldBe(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_time_that_a_clock_change_repeats_is_the_earlier_of_the_two() =>
        Brussels.Instant(new DateTime(2026, 10, 25, 2, 30, 0)).ShouldBe(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
}
