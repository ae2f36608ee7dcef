using System.Globalization;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Charts;

/// <summary>How the numbers of a chart, a table or a sentence are written.</summary>
/// <param name="Language">Whose digits, points and signs.</param>
/// <param name="Unit">Shares and ratios become percentages.</param>
/// <param name="Currency">Of money; null writes bare amounts.</param>
public sealed record NumberStyle(Language Language, Unit Unit, Currency? Currency = null)
{
    private const double Thousand = 1_000;
    private const double Million = 1_000_000;

    private CultureInfo Culture => Language.Culture();

    /// <summary>As exactly as a reader needs it: 29.2%, £1,234, £12.34, 3.27.</summary>
    public string Exact(double value) => Unit switch
    {
        Unit.Share or Unit.Ratio => Percent(value, 1),
        Unit.Money => Money(value, value == 0 || Math.Abs(value) >= Thousand ? 0 : null),
        Unit.Mean => value.ToString("N2", Culture),
        Unit.Days or Unit.Hours => value.ToString(value == Math.Round(value) ? "N0" : "N1", Culture),
        _ => value.ToString("N0", Culture),
    };

    /// <summary>Money without its minor part, for a small place: £346.</summary>
    public string Whole(double value) => Unit == Unit.Money ? Money(value, 0) : Exact(Math.Round(value));

    /// <summary>As short as an axis needs it: 30%, £1.2M, 15k.</summary>
    public string Short(double value)
    {
        if (Unit is Unit.Share or Unit.Ratio)
            return Percent(value, Math.Abs(value) < 0.1 && Math.Abs(value * 100 - Math.Round(value * 100)) > 1e-9 ? 1 : 0);
        var (scaled, suffix) = Math.Abs(value) switch
        {
            >= Million => (value / Million, Language == Language.Estonian ? " mln" : "M"),
            >= 10 * Thousand => (value / Thousand, Language == Language.Estonian ? " tuh" : "k"),
            _ => (value, ""),
        };
        var number = scaled.ToString("#,0.##", Culture) + suffix;
        return Unit == Unit.Money ? WithSign(number) : number;
    }

    /// <summary>Both ends, joined as the language joins them: 28.6–29.8%.</summary>
    public string Between(double low, double high) => $"{Exact(low)} – {Exact(high)}";

    private string Percent(double value, int decimals) => value.ToString("P" + decimals.ToString(CultureInfo.InvariantCulture), Culture);

    private string Money(double value, int? decimals)
    {
        if (Currency is not { } currency || currency.Code == Currencies.Unknown)
            return value.ToString("N" + (decimals ?? 2).ToString(CultureInfo.InvariantCulture), Culture);
        var shown = decimals is { } fewer ? new Currency(currency.Code, fewer) : currency;
        return shown.Show((long)Math.Round(value * shown.Scale, MidpointRounding.AwayFromZero), Language);
    }

    /// <summary>The sign where the language puts it, taken from how it writes nothing.</summary>
    private string WithSign(string number) => Currency is { } currency && currency.Code != Currencies.Unknown
        ? new Currency(currency.Code, 0).Show(0, Language).Replace("0", number, StringComparison.Ordinal)
        : number;
}
