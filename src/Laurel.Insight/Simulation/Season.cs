namespace Laurel.Insight.Simulation;

/// <summary>When in the week a person likes to buy.</summary>
internal enum Rhythm
{
    Workdays,
    Weekend,
    Any,
}

/// <summary>
/// How busy each day is, 1 being an ordinary day: month, feasts, and the weekday as each rhythm has it. The cumulative sums turn
/// even waiting times into days.
/// </summary>
internal sealed class Season
{
    private static readonly double[] Months = [0.90, 0.96, 0.98, 1.00, 1.02, 0.98, 0.86, 0.80, 1.00, 1.04, 1.08, 1.38];

    // Monday first; each row has the mean 1.
    private static readonly double[][] Weekdays =
    [
        [1.15, 1.20, 1.20, 1.20, 1.20, 0.75, 0.30],
        [0.40, 0.45, 0.55, 0.60, 1.05, 2.35, 1.60],
        [0.80, 0.90, 0.95, 1.00, 1.20, 1.40, 0.75],
    ];

    private readonly double[][] cumulative;

    public Season(DateOnly from, int days)
    {
        From = from;
        cumulative = [.. Weekdays.Select(week => Sum(from, days, week))];
    }

    public DateOnly From { get; }

    /// <summary>Shops are closed on Christmas and New Year's Day; the online shop never is.</summary>
    public static bool ShopsClosed(DateOnly day) => (day.Month, day.Day) is (12, 25) or (1, 1);

    /// <summary>Ordinary days of a rhythm that lie before each day.</summary>
    public double[] Before(Rhythm rhythm) => cumulative[(int)rhythm];

    /// <summary>How busy a day is whatever the weekday.</summary>
    public static double Of(DateOnly day)
    {
        var factor = Months[day.Month - 1];
        if (ShopsClosed(day))
            factor *= 0.1;
        if (day is { Month: 2, Day: >= 8 and <= 14 })
            factor *= 1.2;
        if (day is { Month: 12, Day: >= 15 and <= 24 })
            factor *= 1.25;
        return DaysToEaster(day) is >= 0 and <= 7 ? factor * 1.15 : factor;
    }

    /// <summary>How much more than usual a category is in demand: chocolate for Valentine, Easter, Saint Nicholas; gifts in December.</summary>
    public static double Demand(Category category, DateOnly day) => category switch
    {
        Category.Chocolate when day is { Month: 2, Day: >= 8 and <= 14 } => 3.5,
        Category.Chocolate when DaysToEaster(day) is >= 0 and <= 14 => 2.5,
        Category.Chocolate when day is { Month: 12, Day: <= 6 } => 2.5,
        Category.Chocolate or Category.Wine when day.Month == 12 => 1.8,
        Category.Gifts when day.Month == 12 => 2.5,
        Category.Gifts when day is { Month: 5, Day: <= 11 } => 1.6,
        Category.Wine when day.Month is 7 or 8 => 1.3,
        Category.Tea when day.Month is 11 or 12 or 1 or 2 => 1.4,
        _ => 1,
    };

    private static double[] Sum(DateOnly from, int days, double[] week)
    {
        var sum = new double[days + 1];
        for (var day = 0; day < days; day++)
        {
            var date = from.AddDays(day);
            sum[day + 1] = sum[day] + Of(date) * week[((int)date.DayOfWeek + 6) % 7];
        }
        return sum;
    }

    private static int DaysToEaster(DateOnly day) => Easter(day.Year).DayNumber - day.DayNumber;

    // The anonymous Gregorian computus, as given by Meeus (1991), chapter 8.
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new DateOnly(year, n / 31, n % 31 + 1);
    }
}
