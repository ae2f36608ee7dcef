using System.Globalization;
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

    [Theory]
    [InlineData("Europe/Brussels")]
    [InlineData("America/St_Johns")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Pacific/Apia")]
    public void What_clocks_show_is_the_same_at_every_quarter_of_an_hour_of_some_years(string zone)
    {
        var known = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var calendar = new Calendar(known);
        var from = new DateTimeOffset(2010, 12, 1, 0, 7, 0, TimeSpan.Zero);
        for (var at = from; at < from.AddYears(3); at = at.AddMinutes(15))
            calendar.Local(at).ShouldBe(TimeZoneInfo.ConvertTime(at, known).DateTime);
    }

    [Theory]
    [InlineData("1899-12-31T23:59:59Z", false)]
    [InlineData("1900-01-01T00:00:00Z", true)]
    [InlineData("2299-12-31T23:59:59Z", true)]
    [InlineData("2300-01-01T00:00:00Z", false)]
    public void Only_times_of_some_centuries_are_countable(string at, bool isCountable) =>
        Calendar.IsCountable(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)).ShouldBe(isCountable);
}
