using System.Globalization;

namespace Laurel.Server.Features.Import;

/// <summary>Reads cells; what cannot be read is a reason, not an exception.</summary>
internal static class Cells
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss.FFF",
        "yyyyMMdd", "dd/MM/yyyy", "dd/MM/yyyy HH:mm", "dd.MM.yyyy", "dd.MM.yyyy HH:mm",
    ];

    /// <summary>An instant: with an offset as it is, without one as local time of the program.</summary>
    public static DateTimeOffset? Instant(string? text, Calendar calendar)
    {
        if (text is null)
            return null;
        if (DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return calendar.Instant(DateTime.SpecifyKind(local, DateTimeKind.Unspecified));
        var hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 9;
        return hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.ToUniversalTime()
            : null;
    }

    /// <summary>A number with a point; null when it is none or would not stay exact.</summary>
    public static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= Amounts.Largest
            ? number
            : null;
}
