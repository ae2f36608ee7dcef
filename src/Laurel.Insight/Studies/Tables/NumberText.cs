using System.Globalization;

namespace Laurel.Insight.Studies.Tables;

/// <summary>What a number, as it is written, says about the decimal mark of its column.</summary>
internal enum MarkEvidence
{
    None,
    Point,
    Comma,

    /// <summary>One comma before exactly three digits: 1,234 may be either.</summary>
    EitherComma,

    /// <summary>One point before exactly three digits: 1.234 may be either.</summary>
    EitherPoint,
}

/// <summary>Numbers as people and programs write them: 1234.5, 1,234.50, 1.234,50, €12.00, (12.00), 1 234,5, 12-, 5%, 1e5.</summary>
internal static class NumberText
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private const int LongestMarked = 64;

    /// <summary>A number as programs write it: 1234.5 or -1.2e-3.</summary>
    public static bool TryPlain(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, Plain, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>The whole number at the beginning of a label: 10 - Extremely likely, 9/10, 0: not at all.</summary>
    public static bool TryLabelled(ReadOnlySpan<char> text, out double value)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        value = 0;
        return digits > 0 && text[digits] is ' ' or '/' or ':' or '-' or '=' or '(' && TryPlain(text[..digits], out value);
    }

    public static MarkEvidence Evidence(ReadOnlySpan<char> text)
    {
        Span<char> bare = stackalloc char[LongestMarked];
        if (text.IndexOfAny('.', ',') < 0 || Strip(text, bare) is not { } stripped)
            return MarkEvidence.None;
        var number = bare[..stripped.Length].TrimStart("+-");
        if (number.TrimStart("0123456789.,").Length > 0)
            return MarkEvidence.None;
        var (commas, points) = (number.Count(','), number.Count('.'));
        if (commas > 0 && points > 0)
            return number.LastIndexOf(',') > number.LastIndexOf('.') ? MarkEvidence.Comma : MarkEvidence.Point;
        if (commas + points > 1)
            return commas > 0 ? MarkEvidence.Point : MarkEvidence.Comma;
        var mark = number.IndexOfAny('.', ',');
        var isEither = number.Length - mark == 4 && mark is >= 1 and <= 3 && number[0] != '0';
        return (commas > 0, isEither) switch
        {
            (true, true) => MarkEvidence.EitherComma,
            (true, false) => MarkEvidence.Comma,
            (false, true) => MarkEvidence.EitherPoint,
            _ => MarkEvidence.Point,
        };
    }

    /// <summary>Reads a number of a column whose decimal mark is known.</summary>
    /// <param name="text">The trimmed cell.</param>
    /// <param name="mark">The decimal mark.</param>
    /// <param name="value">Finite.</param>
    /// <param name="currency">The sign or code beside it; empty when there is none.</param>
    public static bool TryRead(ReadOnlySpan<char> text, DecimalMark mark, out double value, out string currency)
    {
        Span<char> bare = stackalloc char[LongestMarked];
        (value, currency) = (0, "");
        if (Strip(text, bare) is not { } stripped)
            return false;
        currency = stripped.Currency;
        var number = bare[..stripped.Length];
        var (group, point) = mark == DecimalMark.Point ? (',', '.') : ('.', ',');
        if (!TryUngroup(ref number, group, point) || number.Count(point) > 1)
            return false;
        number.Replace(',', '.');
        if (!TryPlain(number, out value))
            return false;
        value = stripped.IsPercent ? value / 100 : value;
        value = stripped.IsNegative ? -value : value;
        return true;
    }

    /// <summary>Takes the marks between groups of three away; false when they stand elsewhere.</summary>
    private static bool TryUngroup(ref Span<char> number, char group, char point)
    {
        if (!number.Contains(group))
            return true;
        var end = number.IndexOf(point) is var at && at < 0 ? number.Length : at;
        var (kept, since) = (0, -1);
        for (var i = 0; i < number.Length; i++)
        {
            var isGroup = number[i] == group;
            if (isGroup && (i > end || (since >= 0 && since != 3) || (since < 0 && LeadingDigits(number[..i]) is < 1 or > 3)))
                return false;
            if (!isGroup)
                number[kept++] = number[i];
            since = isGroup ? 0 : since >= 0 && i < end ? since + 1 : since;
        }
        number = number[..kept];
        return since == 3;
    }

    private static int LeadingDigits(ReadOnlySpan<char> text) => text.TrimStart("+-") is var rest
        && !rest.ContainsAnyExceptInRange('0', '9')
        ? rest.Length
        : 0;

    /// <summary>Currency, percent sign, brackets, trailing minus and spaces taken away.</summary>
    private static Stripped? Strip(ReadOnlySpan<char> text, Span<char> into)
    {
        var isNegative = text.Length > 2 && text[0] == '(' && text[^1] == ')';
        text = (isNegative ? text[1..^1] : text).Trim();
        if (text.Length > 1 && text[^1] is '-' or '−')
        {
            text = text[..^1].TrimEnd();
            isNegative = true;
        }
        var isPercent = text.EndsWith("%");
        text = isPercent ? text[..^1].TrimEnd() : text;
        var currency = TakeCurrency(ref text, ref isNegative);
        if (text.IsEmpty || text.Length > into.Length)
            return null;
        var length = 0;
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter) || letter is '\'' or '’' or '\u202f')
                continue;
            into[length++] = letter == '−' ? '-' : letter;
        }
        return length == 0 ? null : new(length, isNegative, isPercent, currency);
    }

    private static string TakeCurrency(ref ReadOnlySpan<char> text, ref bool isNegative)
    {
        if (text.Length > 1 && text[0] is '-' or '−' && !char.IsAsciiDigit(text[1]) && text[1] is not '.' and not ',')
        {
            text = text[1..].TrimStart();
            isNegative = true;
        }
        if (text.Length > 1 && IsSign(text[0]))
            return Take(ref text, 1, fromStart: true);
        if (text.Length > 1 && IsSign(text[^1]))
            return Take(ref text, 1, fromStart: false);
        if (text.Length > 3 && Currency.TryParse(text[..3].ToString()) is not null)
            return Take(ref text, 3, fromStart: true);
        if (text.Length > 3 && Currency.TryParse(text[^3..].ToString()) is not null)
            return Take(ref text, 3, fromStart: false);
        return "";
    }

    private static bool IsSign(char letter) => char.GetUnicodeCategory(letter) == UnicodeCategory.CurrencySymbol;

    private static string Take(ref ReadOnlySpan<char> text, int length, bool fromStart)
    {
        var taken = fromStart ? text[..length].ToString() : text[^length..].ToString();
        text = fromStart ? text[length..].TrimStart() : text[..^length].TrimEnd();
        return taken switch
        {
            "€" => "EUR",
            "£" => "GBP",
            _ => taken,
        };
    }

    private readonly record struct Stripped(int Length, bool IsNegative, bool IsPercent, string Currency);
}
