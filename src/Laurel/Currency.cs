using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace Laurel;

/// <summary>A currency of ISO 4217 and the number of decimals of its minor unit (EUR 2, JPY 0, KWD 3).</summary>
public readonly record struct Currency(string Code, int Decimals)
{
    private static readonly FrozenDictionary<string, int> OtherThanTwo = new[]
        {
            (Decimals: 0, Codes: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
            (Decimals: 3, Codes: "BHD IQD JOD KWD LYD OMR TND"),
            (Decimals: 4, Codes: "CLF UYW"),
        }
        .SelectMany(group => group.Codes.Split(' ').Select(code => (code, group.Decimals)))
        .ToFrozenDictionary(pair => pair.code, pair => pair.Decimals);

    private static readonly FrozenSet<string> WithTwo = FrozenSet.ToFrozenSet((
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE "
        + "CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW "
        + "KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK "
        + "PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS "
        + "UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG").Split(' '));

    private static readonly ConcurrentDictionary<(Currency Currency, Language Language), NumberFormatInfo> Formats = [];

    /// <summary>The smallest number of minor units that makes one major unit: 100 for EUR, 1 for JPY.</summary>
    public long Scale => Powers.Ten(Decimals);

    /// <summary>Reads a code; null when ISO 4217 has no such currency.</summary>
    public static Currency? TryParse(string? code) => code switch
    {
        null => null,
        _ when OtherThanTwo.TryGetValue(code, out var decimals) => new Currency(code, decimals),
        _ when WithTwo.Contains(code) => new Currency(code, 2),
        _ => null,
    };

    /// <summary>Minor units of a written amount such as 12.50; null when it has more decimals than the currency, or is too large.</summary>
    public long? TryMinor(string amount) =>
        decimal.TryParse(amount, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var major)
            ? TryMinor(major)
            : null;

    /// <inheritdoc cref="TryMinor(string)"/>
    public long? TryMinor(decimal major)
    {
        if (Math.Abs(major) > Amounts.Largest / Scale)
            return null;
        var minor = major * Scale;
        return minor == decimal.Truncate(minor) ? (long)minor : null;
    }

    /// <summary>The amount as people write it without currency: 1250 → 12.50.</summary>
    public string Plain(long minor) => ((decimal)minor / Scale).ToString("F" + Decimals, CultureInfo.InvariantCulture);

    /// <summary>The amount as the language writes it, with its sign or code: €12.50, 12,50 €.</summary>
    public string Show(long minor, Language language) =>
        ((decimal)minor / Scale).ToString("C", Formats.GetOrAdd((this, language), static of => Format(of.Currency, of.Language)));

    private static NumberFormatInfo Format(Currency currency, Language language)
    {
        var format = (NumberFormatInfo)language.Culture().NumberFormat.Clone();
        format.CurrencySymbol = currency.Code switch { "EUR" => "€", "GBP" => "£", "USD" => "$", "JPY" => "¥", var code => code };
        format.CurrencyDecimalDigits = currency.Decimals;
        if (format.CurrencySymbol.Length > 1 && format.CurrencyPositivePattern == 0)
            (format.CurrencyPositivePattern, format.CurrencyNegativePattern) = (2, 9);
        return format;
    }

    public override string ToString() => Code;
}

/// <summary>The limits of what may be owed.</summary>
public static class Amounts
{
    /// <summary>The largest amount of money (minor units) or of units that may enter: 10^15, so that products fit 128 bits.</summary>
    public const long Largest = 1_000_000_000_000_000;
}

internal static class Powers
{
    public static long Ten(int exponent)
    {
        long power = 1;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }
}
