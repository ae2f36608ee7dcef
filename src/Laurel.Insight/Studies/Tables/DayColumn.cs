using System.Buffers;
using System.Globalization;

namespace Laurel.Insight.Studies.Tables;

/// <summary>A column of dates. A time of day and an offset are dropped: the day is the shop's own.</summary>
internal sealed class DayColumn(ColumnPlace place) : Column(place)
{
    /// <summary>What lies outside these years stands for "never" or "not known", such as 0001-01-01 and 9999-12-31.</summary>
    private const int FirstYear = 1800;
    private const int LastYear = 2199;

    private DayFormat format = DayFormat.Iso;

    public DateOnly Value { get; private set; }

    public override void Learn(IReadOnlyList<(long Row, string Text)> first, StudyRun run, bool prefersComma)
    {
        string[] known = [.. first.Select(cell => cell.Text).Where(text => !MissingText.Is(text, AcceptsMarks, run.Reading.Missing))];
        format = DayFormat.Find(Name, known, run.Reading.DateFormat);
        if (format is CountedDays && format.TryRead(known[0]) is { } day)
            run.Warn("counted-dates", Name, ("column", Name), ("format", format.Shown), ("text", known[0]), ("day", $"{day:yyyy-MM-dd}"));
    }

    protected override void Parse(ReadOnlySpan<char> text, long row)
    {
        Value = format.TryRead(text) ?? throw Unreadable("not-a-date", text, row, ("format", format.Shown));
        if (Value.Year is < FirstYear or > LastYear)
            throw Unreadable("far-date", text, row);
    }
}

/// <summary>One way to write a day.</summary>
/// <param name="Pattern">As .NET says it.</param>
/// <param name="Shown">As people say it: year, month and day, such as dd/mm/yyyy.</param>
internal record DayFormat(string Pattern, string Shown)
{
    public static readonly DayFormat Iso = new("yyyy-M-d", "yyyy-mm-dd");

    private const int ShortestDay = 8;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly DayFormat[] Known =
    [
        Iso, new("yyyyMMdd", "yyyymmdd"), new("yyyy/M/d", "yyyy/mm/dd"), new("yyyy.M.d", "yyyy.mm.dd"),
        new("d/M/yyyy", "dd/mm/yyyy"), new("M/d/yyyy", "mm/dd/yyyy"), new("d.M.yyyy", "dd.mm.yyyy"), new("d-M-yyyy", "dd-mm-yyyy"),
        new("M-d-yyyy", "mm-dd-yyyy"), new("d/M/yy", "dd/mm/yy"), new("M/d/yy", "mm/dd/yy"), new("d.M.yy", "dd.mm.yy"),
        new("d-M-yy", "dd-mm-yy"), new("M-d-yy", "mm-dd-yy"), new("d MMM yyyy", "d Mon yyyy"), new("d MMMM yyyy", "d Month yyyy"),
        new("d-MMM-yyyy", "d-Mon-yyyy"), new("d-MMM-yy", "d-Mon-yy"), new("dMMMyyyy", "dMonyyyy"), new("MMM d, yyyy", "Mon d, yyyy"),
        new("MMM d yyyy", "Mon d yyyy"), new("MMMM d, yyyy", "Month d, yyyy"), new("yyyy-M", "yyyy-mm"),
        new("yyyyMM", "yyyymm"), new PrintedDate(), .. CountedDays.All,
    ];

    /// <summary>The way in which all the texts of a column are written.</summary>
    /// <exception cref="StudyException">None reads any of them, or two read them differently.</exception>
    public static DayFormat Find(string column, IReadOnlyList<string> texts, string? given)
    {
        string[] distinct = [.. texts.Distinct()];
        DayFormat[] candidates = given is null ? Known : [Given(given)];
        if (distinct.Length == 0)
            return candidates[0];
        var counted = candidates
            .Select(format => (Format: format, Read: distinct.Count(text => format.TryRead(text) is not null))).ToList();
        var most = counted.Max(candidate => candidate.Read);
        if (most == 0)
            throw given is null
                ? new StudyException("no-dates", ("column", column), ("text", distinct[0]))
                : new StudyException("not-that-date", ("column", column), ("text", distinct[0]), ("format", given));
        DayFormat[] best = [.. counted.Where(candidate => candidate.Read == most).Select(candidate => candidate.Format)];
        foreach (var other in best.Skip(1))
        {
            if (Array.Exists(distinct, text => best[0].TryRead(text) != other.TryRead(text)))
                throw new StudyException("two-dates", ("column", column), ("text", distinct[0]), ("one", best[0].Shown),
                    ("other", other.Shown));
        }
        return best[0];
    }

    public virtual DateOnly? TryRead(ReadOnlySpan<char> text) => DateOnly.TryParseExact(
        WithoutWeekday(WithoutTime(text)), Pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Of 2026-03-01T10:15, 2026-03-01 10:15:00+02:00, 3/1/2026 10:15 PM, 01MAR2026:10:15:00 and 20260301101500 what stands before
    /// the time.</summary>
    private static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon > 0)
        {
            var gap = text[..colon].LastIndexOf(' ') is > 0 and var space ? space : LetterOfTime(text[..colon]);
            return gap > 0 ? text[..gap].TrimEnd(" ,") : colon >= ShortestDay ? text[..colon] : text;
        }
        if (text.Length is 12 or 14 && !text.ContainsAnyExceptInRange('0', '9'))
            return text[..ShortestDay];
        var letter = text.IndexOf('T');
        return letter > 0 && letter + 1 < text.Length && char.IsAsciiDigit(text[letter - 1]) && char.IsAsciiDigit(text[letter + 1])
            ? text[..letter]
            : text;
    }

    private static int LetterOfTime(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOfAny('T', 't');
        return at > 0 && char.IsAsciiDigit(text[at - 1]) ? at : -1;
    }

    /// <summary>Of Wed, 4 Mar 2026 what stands after the day of the week.</summary>
    private static ReadOnlySpan<char> WithoutWeekday(ReadOnlySpan<char> text)
    {
        if (text.Length <= ShortestDay || !char.IsAsciiLetter(text[0]))
            return text;
        var word = text[..text.IndexOfAnyExcept(Letters)];
        foreach (var day in CultureInfo.InvariantCulture.DateTimeFormat.DayNames)
        {
            if (word.Equals(day, StringComparison.OrdinalIgnoreCase) || word.Equals(day.AsSpan(0, 3), StringComparison.OrdinalIgnoreCase))
                return text[word.Length..].TrimStart(" ,.");
        }
        return text;
    }

    /// <summary>A way to write a day as strptime says it.</summary>
    public static DayFormat Given(string strptime)
    {
        var day = strptime;
        foreach (var time in (string[])["%H", "%I", "%T", "%X"])
        {
            var at = day.IndexOf(time, StringComparison.Ordinal);
            day = at < 0 ? day : day[..at].TrimEnd(' ', 'T');
        }
        var isTight = !day.Replace("%", "").Any(letter => !char.IsAsciiLetter(letter));
        var pattern = day.Replace("%Y", "yyyy").Replace("%y", "yy").Replace("%m", isTight ? "MM" : "M").Replace("%d", isTight ? "dd" : "d")
            .Replace("%e", "d").Replace("%b", "MMM").Replace("%B", "MMMM");
        return pattern.Contains('%') || !pattern.Contains('y')
            ? throw new StudyException("bad-date-format", ("format", strptime))
            : new(pattern, strptime);
    }
}
