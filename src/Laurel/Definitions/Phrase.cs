using System.Globalization;
using System.Text.RegularExpressions;

namespace Laurel.Definitions;

/// <summary>A sentence of a definition, read word by word: <c>1 bean per 1.00 EUR</c>.</summary>
internal sealed partial class Phrase
{
    private const string AnyBlank = @"[ \u00A0\u202F\u2009]+";
    private readonly Node node;
    private readonly string[] words;
    private int at;

    public Phrase(Node node)
    {
        this.node = node;
        var text = Fields.Scalar(node).Text;
        if (Grouped().Match(text) is { Success: true } grouped)
            throw Wrong("number-grouped", Separator().Replace(grouped.Value, ""));
        if (Comma().Match(text) is { Success: true } comma)
            throw Wrong("number-comma", comma.Value.Replace(',', '.'));
        words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    public bool IsAtEnd => at == words.Length;

    public string? Peek => IsAtEnd ? null : words[at];

    /// <summary>Takes the words if they come next.</summary>
    public bool Take(string expected)
    {
        var wanted = expected.Split(' ');
        if (at + wanted.Length > words.Length || !words.AsSpan(at, wanted.Length).SequenceEqual(wanted))
            return false;
        at += wanted.Length;
        return true;
    }

    public void Expect(string expected)
    {
        if (!Take(expected))
            throw Wrong("phrase-word-expected", expected);
    }

    public string Word(string whatItIs) => IsAtEnd ? throw Wrong("phrase-ends-early", whatItIs) : words[at++];

    /// <summary>A whole or decimal number.</summary>
    public decimal Number()
    {
        if (TryNumber(Peek) is not { } number)
            throw Wrong("phrase-number-expected", Peek ?? "…");
        at++;
        return number;
    }

    /// <summary>A number above zero.</summary>
    public decimal Positive()
    {
        var number = Number();
        return number > 0 ? number : throw Wrong("phrase-positive-expected", words[at - 1]);
    }

    /// <summary>Takes a number above zero if the word comes after it: 3 items.</summary>
    public decimal? NextIs(string word)
    {
        if (at + 1 >= words.Length || words[at + 1] != word || !IsNumber)
            return null;
        var number = Positive();
        Expect(word);
        return number;
    }

    public bool IsNumber => TryNumber(Peek) is not null;

    public int Whole()
    {
        var number = Number();
        return number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number : throw Wrong("phrase-whole-expected", words[at - 1]);
    }

    /// <summary>Takes one of the words and gives its value.</summary>
    public T Choose<T>(params (string Word, T Value)[] choices)
    {
        foreach (var (word, value) in choices)
        {
            if (Take(word))
                return value;
        }
        throw Wrong("phrase-word-expected", string.Join(" | ", choices.Select(c => c.Word)));
    }

    /// <summary>An amount of money and its currency: 1.00 EUR; a bare number is of the currency that needs no saying, where there is one.</summary>
    public Money Money(Currency? unsaid = null)
    {
        var read = Peek;
        var number = Number();
        var code = IsAtEnd && unsaid is { } known ? known.Code : Word("EUR");
        var currency = Currency.TryParse(code) ?? throw Wrong("currency-unknown", code);
        if (Math.Abs(number) > Amounts.Largest / currency.Scale)
            throw Wrong("amount-too-large", read!);
        return new Money(number * currency.Scale, currency);
    }

    /// <summary>An amount of money above zero.</summary>
    public Money PositiveMoney()
    {
        var money = Money();
        return money.Minor > 0 ? money : throw Wrong("phrase-positive-expected", words[at - 2]);
    }

    /// <summary>An amount of money above zero that the currency can express, such as a step to count in.</summary>
    public Money WholeMoney()
    {
        var money = PositiveMoney();
        return money.Minor == decimal.Truncate(money.Minor) ? money : throw Wrong("currency-precision", words[at - 2]);
    }

    /// <summary>A stretch of calendar: 12 months; where instants are counted, also of time: 48 hours.</summary>
    public Period Period(bool alsoHours = false)
    {
        var count = Whole();
        var isHours = alsoHours && (Take("hours") || Take("hour"));
        var period = new Period(count, isHours ? Laurel.PeriodUnit.Hour : PeriodUnit());
        return count > 0 && period.IsCountable ? period : throw Wrong("period-out-of-range", words[at - 2]);
    }

    public PeriodUnit PeriodUnit() => Choose(
        ("days", Laurel.PeriodUnit.Day), ("day", Laurel.PeriodUnit.Day),
        ("week", Laurel.PeriodUnit.Week), ("weeks", Laurel.PeriodUnit.Week),
        ("month", Laurel.PeriodUnit.Month), ("months", Laurel.PeriodUnit.Month),
        ("quarter", Laurel.PeriodUnit.Quarter), ("quarters", Laurel.PeriodUnit.Quarter),
        ("year", Laurel.PeriodUnit.Year), ("years", Laurel.PeriodUnit.Year));

    public DateOnly Date()
    {
        var word = Word("2026-01-31");
        return DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrong("date-expected", word);
    }

    public void End()
    {
        if (!IsAtEnd)
            throw Wrong("phrase-goes-on", Peek!);
    }

    public MalformedException Wrong(string code, string right) => Fields.Malformed(node, code, right);

    /// <summary>1 000, 1,000,000.50, 1'000 or 1_000: thousands set apart, which others could take for two numbers or a fraction.</summary>
    [GeneratedRegex($@"(?<=^| )[-+]?[0-9]{{1,3}}(?:(?:{AnyBlank}|[,'’_])[0-9]{{3}})+(?:\.[0-9]+)?(?=$|[ \u00A0\u202F%])")]
    private static partial Regex Grouped();

    [GeneratedRegex($"{AnyBlank}|[,'’_]")]
    private static partial Regex Separator();

    /// <summary>2,50: a fraction as many languages write it.</summary>
    [GeneratedRegex("(?<=^| )[-+]?[0-9]+,[0-9]+(?=$|[ %])")]
    private static partial Regex Comma();

    private static decimal? TryNumber(string? word) =>
        decimal.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

/// <summary>An amount of a definition, in minor units that may have fractions (0.005 EUR for each bean).</summary>
public readonly record struct Money(decimal Minor, Currency Currency)
{
    /// <summary>The amount in whole minor units, rounded half away from zero.</summary>
    public long Whole => Round.Money(Minor);
}
