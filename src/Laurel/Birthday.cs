namespace Laurel;

/// <summary>
/// What a birthday is at the moment of a command. It is worked out where the day of birth is known; the journal knows only whether
/// the birthday is today, in this week or in this month.
/// </summary>
public static class Birthday
{
    public const string Today = "today";
    public const string Week = "week";
    public const string Month = "month";

    /// <summary>The words that hold on a local day.</summary>
    /// <param name="born">The day of birth.</param>
    /// <param name="day">The local day of the command.</param>
    /// <param name="leapDay">Who was born on 29 February has her birthday, in other years, on this day.</param>
    public static IReadOnlyList<string> On(DateOnly born, DateOnly day, LeapDay leapDay)
    {
        var birthdays = new[] { day.Year - 1, day.Year, day.Year + 1 }.Select(year => In(born, year, leapDay)).ToArray();
        var words = new List<string>();
        if (birthdays.Contains(day))
            words.Add(Today);
        if (birthdays.Any(b => Calendar.StartOf(PeriodUnit.Week, b) == Calendar.StartOf(PeriodUnit.Week, day)))
            words.Add(Week);
        if (birthdays.Any(b => (b.Year, b.Month) == (day.Year, day.Month)))
            words.Add(Month);
        return words;
    }

    private static DateOnly In(DateOnly born, int year, LeapDay leapDay)
    {
        var isLeapDay = born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year);
        if (!isLeapDay)
            return new DateOnly(year, born.Month, born.Day);
        return leapDay == LeapDay.Before ? new DateOnly(year, 2, 28) : new DateOnly(year, 3, 1);
    }
}

/// <summary>When a birthday of 29 February is in a year without one.</summary>
public enum LeapDay
{
    /// <summary>28 February.</summary>
    Before,

    /// <summary>1 March.</summary>
    After,
}
