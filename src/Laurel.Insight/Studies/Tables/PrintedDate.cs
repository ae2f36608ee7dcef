using System.Globalization;

namespace Laurel.Insight.Studies.Tables;

/// <summary>A moment as Unix <c>date</c> and C's <c>ctime</c> print it, the year last: Wed Mar  4 10:15:00 CET 2026.</summary>
internal sealed record PrintedDate() : DayFormat("MMM d yyyy", "Www Mon dd hh:mm:ss yyyy")
{
    private const int Year = 4;

    public override DateOnly? TryRead(ReadOnlySpan<char> text)
    {
        var words = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 5 and <= 7 && words[3].Contains(':') && words[^1].Length == Year
            && DateOnly.TryParseExact($"{words[1]} {words[2]} {words[^1]}", Pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
    }
}
