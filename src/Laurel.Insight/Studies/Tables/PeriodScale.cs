using System.Globalization;
using System.Text.RegularExpressions;

namespace Laurel.Insight.Studies.Tables;

/// <summary>How finely a period is written. A number is only an order.</summary>
internal enum PeriodGrain
{
    Number,
    Year,
    Quarter,
    Month,
    Day,
}

/// <summary>Texts of one column read as periods: a key each, in order of time.</summary>
internal sealed partial record PeriodReading(PeriodGrain Grain, IReadOnlyList<double> Keys)
{
    private const int MonthsPerQuarter = 3;
    private const int MonthsPerYear = 12;

    private static readonly string[] NamedMonths = ["MMM yyyy", "MMMM yyyy", "yyyy MMM", "yyyy MMMM", "MMM yy"];
    private static readonly string[] EitherWay =
        ["M/d/yyyy", "d/M/yyyy", "M-d-yyyy", "d-M-yyyy", "M/d/yy", "d/M/yy", "M-d-yy", "d-M-yy"];

    private static readonly string[] Befores = ["before", "pre", "baseline"];
    private static readonly string[] Afters = ["after", "post", "follow-up", "followup"];

    /// <summary>How days are written, where the texts are days.</summary>
    public DayFormat? Format { get; private init; }

    /// <summary>Null when the texts are no periods that have an order.</summary>
    /// <param name="column">What the texts are named by.</param>
    /// <param name="format">How days are written, where that is known.</param>
    /// <exception cref="StudyException">The texts are days, and it is not clear which.</exception>
    public static PeriodReading? Of(IReadOnlyList<string> texts, string column, DayFormat? format) =>
        Numbers(texts) ?? All(PeriodGrain.Quarter, texts, Quarter) ?? All(PeriodGrain.Month, texts, Month)
        ?? All(PeriodGrain.Day, texts, Week) ?? Days(texts, column, format) ?? Counted(texts) ?? All(PeriodGrain.Number, texts, BeforeAfter);

    /// <summary>The same, and dates that are all the first (or all the last) of their month stand for months.</summary>
    public static PeriodReading? OfScale(IReadOnlyList<string> texts, string column, DayFormat? format) =>
        Of(texts, column, format) is { } reading ? reading.AsMonths() ?? reading : null;

    /// <summary>The same moments in a coarser or finer grain: a day falls into its month, a year begins with its first month.</summary>
    public IReadOnlyList<double>? In(PeriodGrain grain) => (Grain, grain) switch
    {
        _ when Grain == grain => Keys,
        (PeriodGrain.Number, PeriodGrain.Year) or (PeriodGrain.Year, PeriodGrain.Number) => Keys,
        (PeriodGrain.Number, _) or (_, PeriodGrain.Number) => null,
        _ => [.. Keys.Select(key => FromDay(FirstDay(key), grain))],
    };

    private DateOnly FirstDay(double key) => Grain switch
    {
        PeriodGrain.Year => new((int)key, 1, 1),
        PeriodGrain.Quarter => new((int)key / 4, (int)key % 4 * MonthsPerQuarter + 1, 1),
        PeriodGrain.Month => new((int)key / MonthsPerYear, (int)key % MonthsPerYear + 1, 1),
        _ => DateOnly.FromDayNumber((int)key),
    };

    private static double FromDay(DateOnly day, PeriodGrain grain) => grain switch
    {
        PeriodGrain.Year => day.Year,
        PeriodGrain.Quarter => day.Year * 4 + (day.Month - 1) / MonthsPerQuarter,
        PeriodGrain.Month => MonthKey(day.Year, day.Month),
        _ => day.DayNumber,
    };

    private static double MonthKey(int year, int month) => year * MonthsPerYear + month - 1;

    /// <summary>Numbers; years, months written 202601 and days written 20260131 are recognised as such.</summary>
    private static PeriodReading? Numbers(IReadOnlyList<string> texts)
    {
        if (All(PeriodGrain.Number, texts, text => NumberText.TryPlain(text, out var number) ? number : null) is not { } numbers)
            return null;
        if (texts.All(text => text.Length == 8) && DaysAs(texts, "yyyyMMdd") is { } days)
            return days;
        if (texts.All(text => text.Length == 6) && All(PeriodGrain.Month, texts, CompactMonth) is { } months)
            return months;
        return numbers.Keys.All(key => key is >= 1900 and <= 2100 && key == Math.Floor(key)) ? numbers with { Grain = PeriodGrain.Year }
            : numbers;
    }

    private static double? CompactMonth(string text) =>
        int.Parse(text[..4], CultureInfo.InvariantCulture) is >= 1900 and <= 2100 and var year
        && int.Parse(text[4..], CultureInfo.InvariantCulture) is >= 1 and <= 12 and var month ? MonthKey(year, month) : null;

    /// <summary>Two digits are a year from 1970 to 2069.</summary>
    private static int Year(Match match) => Int(match, "year") switch
    {
        >= 100 and var year => year,
        >= 70 and var year => 1900 + year,
        var year => 2000 + year,
    };

    private static double? Quarter(string text)
    {
        var match = YearQuarter().Match(text) is { Success: true } first ? first
            : QuarterYear().Match(text) is { Success: true } second ? second
            : NumberedQuarter().Match(text);
        return match.Success ? Year(match) * 4 + Int(match, "quarter") - 1 : null;
    }

    private static double? Month(string text)
    {
        var match = YearMonth().Match(text) is { Success: true } first ? first : MonthYear().Match(text);
        if (match.Success)
            return Int(match, "month") is >= 1 and <= 12 and var month ? MonthKey(Int(match, "year"), month) : null;
        return DateOnly.TryParseExact(text.Replace('-', ' '), NamedMonths, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? MonthKey(day.Year, day.Month)
            : null;
    }

    private static double? BeforeAfter(string text) =>
        Befores.Contains(text, StringComparer.OrdinalIgnoreCase) ? 0 : Afters.Contains(text, StringComparer.OrdinalIgnoreCase) ? 1 : null;

    private static double? Week(string text) => YearWeek().Match(text) is { Success: true } match
        && Int(match, "week") is >= 1 and <= 53 and var week
        ? DateOnly.FromDateTime(ISOWeek.ToDateTime(Int(match, "year"), week, DayOfWeek.Monday)).DayNumber
        : null;

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static PeriodReading? Days(IReadOnlyList<string> texts, string column, DayFormat? known)
    {
        if (texts.Count == 0)
            return null;
        if (known is not null && In(known, texts) is { } days)
            return days;
        try
        {
            return In(DayFormat.Find(column, texts, null), texts);
        }
        catch (StudyException problem)
        {
            if (problem.Code == "two-dates" && FirstsOfMonths(texts) is { } months)
                return months;
            if (problem.Code == "two-dates")
                throw;
            return null;
        }
    }

    /// <summary>Where day and month could be either, and one way they are the firsts of months of several years, that is what they are.</summary>
    private static PeriodReading? FirstsOfMonths(IReadOnlyList<string> texts)
    {
        foreach (var pattern in EitherWay)
        {
            if (In(new DayFormat(pattern, pattern), texts) is { } days && days.AsMonths() is not null
                && days.Keys.Select(key => days.FirstDay(key).Year).Distinct().Count() > 1)
                return days;
        }
        return null;
    }

    private static PeriodReading? DaysAs(IReadOnlyList<string> texts, string pattern) =>
        In(new DayFormat(pattern, pattern), texts) is { } days
        && days.Keys.All(key => DateOnly.FromDayNumber((int)key) is { Year: >= 1900 and <= 2100 })
            ? days
            : null;

    /// <summary>The texts as days written so; null when one is not.</summary>
    private static PeriodReading? In(DayFormat format, IReadOnlyList<string> texts) =>
        All(PeriodGrain.Day, texts, text => format.TryRead(text)?.DayNumber) is { } days ? days with { Format = format } : null;

    private PeriodReading? AsMonths()
    {
        if (Grain != PeriodGrain.Day || Keys.Count < 2)
            return null;
        List<DateOnly> days = [.. Keys.Select(FirstDay)];
        return days.TrueForAll(day => day.Day == 1) || days.TrueForAll(day => day.AddDays(1).Day == 1)
            ? new(PeriodGrain.Month, [.. days.Select(day => MonthKey(day.Year, day.Month))]) { Format = Format }
            : null;
    }

    /// <summary>The same word and a number: week 1, week 2; T10.</summary>
    private static PeriodReading? Counted(IReadOnlyList<string> texts)
    {
        var matches = texts.Select(text => WordAndNumber().Match(text)).ToList();
        return matches.Count > 0
            && matches.TrueForAll(match => match.Success && match.Groups["word"].Value == matches[0].Groups["word"].Value)
            ? new(PeriodGrain.Number, [.. matches.Select(match => (double)Int(match, "number"))])
            : null;
    }

    private static PeriodReading? All(PeriodGrain grain, IReadOnlyList<string> texts, Func<string, double?> read)
    {
        var keys = new double[texts.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            if (read(texts[i]) is not { } key)
                return null;
            keys[i] = key;
        }
        return new(grain, keys);
    }

    [GeneratedRegex(@"^(?<year>\d{4})\s*[-/ ._:]?\s*[QqTtKk](?<quarter>[1-4])$|^(?<year>\d{4}):(?<quarter>[1-4])$")]
    private static partial Regex YearQuarter();

    [GeneratedRegex(@"^[QqTtKk](?<quarter>[1-4])\s*[-/ ._:']?\s*(?<year>\d{4}|\d{2})$")]
    private static partial Regex QuarterYear();

    [GeneratedRegex(@"^(?<quarter>[1-4])\s*[QqTtKk]\s*[-/ ._:']?\s*(?<year>\d{4}|\d{2})$")]
    private static partial Regex NumberedQuarter();

    [GeneratedRegex(@"^(?<year>\d{4})\s*[-/.:mM]\s*(?<month>\d{1,2})$")]
    private static partial Regex YearMonth();

    [GeneratedRegex(@"^(?<month>\d{1,2})[-/.](?<year>\d{4})$")]
    private static partial Regex MonthYear();

    [GeneratedRegex(@"^(?<year>\d{4})\s*(-?\s*[wW]|-)(?<week>\d{1,2})$")]
    private static partial Regex YearWeek();

    [GeneratedRegex(@"^(?<word>[^\d]+?)\s*(?<number>\d{1,9})$")]
    private static partial Regex WordAndNumber();
}

/// <summary>The periods of a panel in order, by the texts the file has for them.</summary>
internal sealed class PeriodScale
{
    private static readonly string[] NeverWords = ["never", "none", "inf", "+inf", "infinity", "∞", "-", "."];

    private readonly string[] labels;
    private readonly double[] keys;
    private readonly int[] positions;
    private readonly PeriodReading reading;

    private PeriodScale(string[] labels, double[] keys, int[] positions, PeriodReading reading) =>
        (this.labels, this.keys, this.positions, this.reading) = (labels, keys, positions, reading);

    public int Count => labels.Length;

    /// <summary>Whether periods are counted from before 0 on, so that somebody may have joined in period 0.</summary>
    public bool HasZeroWithin => keys[0] < 0 && keys.Contains(0);

    /// <exception cref="StudyException">The texts have no order in time, or two texts mean the same period.</exception>
    /// <param name="dateFormat">As the command line says it; null to find it.</param>
    public static PeriodScale Of(NameColumn time, string? dateFormat = null)
    {
        var texts = time.Names.All;
        var reading = PeriodReading.OfScale(texts, time.Name, dateFormat is null ? null : DayFormat.Given(dateFormat))
            ?? throw new StudyException("not-periods", ("column", time.Name), ("text", texts[0]));
        double[] keys = [.. reading.Keys.Distinct().Order()];
        var labels = new string[keys.Length];
        var positions = new int[texts.Count];
        for (var code = 0; code < positions.Length; code++)
        {
            positions[code] = Array.BinarySearch(keys, reading.Keys[code]);
            labels[positions[code]] ??= texts[code];
        }
        return new(labels, keys, positions, reading);
    }

    /// <summary>The place of a period among all, from the number of its text.</summary>
    public int Position(int code) => positions[code];

    /// <summary>The text of a period; whole numbers are numbers in JSON.</summary>
    public object Label(int position) => long.TryParse(labels[position], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
        ? number
        : labels[position];

    public string Text(int position) => labels[position];

    /// <summary>
    /// For each text the first period that begins at or after it, −1 where it lies before them all and there is none before, null for never
    /// and for after them all.
    /// </summary>
    /// <exception cref="StudyException">A text is neither a period as the time column has them nor a word for never.</exception>
    public int?[] FirstPeriods(string column, IReadOnlyList<string> texts)
    {
        int[] dated = [.. Enumerable.Range(0, texts.Count).Where(i => !IsNever(texts[i]))];
        var found = new int?[texts.Count];
        if (dated.Length == 0)
            return found;
        string[] named = [.. dated.Select(i => texts[i])];
        var moments = (PeriodReading.Of(named, column, reading.Format) ?? ByOneGrain(named))?.In(reading.Grain)
            ?? throw new StudyException("not-a-period", ("column", column), ("text", named[0]), ("label", labels[0]));
        for (var k = 0; k < dated.Length; k++)
            found[dated[k]] = First(moments[k]);
        return found;
    }

    /// <summary>The position of the first period at or after a moment somebody typed.</summary>
    public int? Find(string typed) =>
        (PeriodReading.Of([typed.Trim()], "--from", reading.Format) ?? ByOneGrain([typed.Trim()]))?.In(reading.Grain) is { } found
            ? First(found[0])
            : null;

    private int? First(double key)
    {
        var at = Array.BinarySearch(keys, key);
        at = at < 0 ? ~at : at;
        return at < keys.Length ? at : null;
    }

    /// <summary>The labels themselves, where their form says nothing outside the file.</summary>
    private PeriodReading? ByOneGrain(IReadOnlyList<string> texts)
    {
        var found = new List<double>();
        foreach (var text in texts)
        {
            var at = Array.IndexOf(labels, text);
            if (at < 0)
                return null;
            found.Add(keys[at]);
        }
        return new(reading.Grain, found);
    }

    public static bool IsZero(string text) => NumberText.TryPlain(text, out var number) && number == 0;

    private static bool IsNever(string text) => IsZero(text) || NeverWords.Contains(text, StringComparer.OrdinalIgnoreCase);
}
