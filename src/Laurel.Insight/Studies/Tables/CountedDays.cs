using System.Globalization;

namespace Laurel.Insight.Studies.Tables;

/// <summary>
/// Days as spreadsheets and computers count them: a number of 5 digits (days since the end of 1899, with a fraction for the time), of 10
/// (seconds since 1970, UTC) or of 13 (milliseconds).
/// </summary>
internal sealed record CountedDays(string Pattern, string Shown, int Digits, double PerDay, DateOnly From) : DayFormat(Pattern, Shown)
{
    private const double SecondsPerDay = 86_400;

    private static readonly DateOnly Unix = new(1970, 1, 1);

    /// <summary>Excel counts a 29 February 1900 that never was, so that day 1 is the day after 1899-12-30.</summary>
    private static readonly DateOnly Excel = new(1899, 12, 30);

    public static readonly CountedDays[] All =
    [
        new("days", "Excel", 5, 1, Excel), new("seconds", "Unix", 10, SecondsPerDay, Unix),
        new("milliseconds", "Unix (ms)", 13, SecondsPerDay * 1000, Unix),
    ];

    public override DateOnly? TryRead(ReadOnlySpan<char> text)
    {
        var whole = text.IndexOf('.') is > 0 and var point ? text[..point] : text;
        return whole.Length == Digits && whole[0] is >= '1' and <= '7' && !whole.ContainsAnyExceptInRange('0', '9')
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            ? From.AddDays((int)Math.Floor(count / PerDay))
            : null;
    }
}
