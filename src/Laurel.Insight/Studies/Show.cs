using System.Globalization;
using Laurel.Insight.Experiments;

namespace Laurel.Insight.Studies;

/// <summary>Numbers for reading, as the language writes them: about four figures, never more than they are worth.</summary>
internal sealed class Show(Language language)
{
    private const string Unknown = "–";
    private readonly CultureInfo culture = language.Culture();

    public string Number(double? value) => value is { } known && double.IsFinite(known) ? known.ToString(Format(known), culture) : Unknown;

    /// <summary>With a plus where it is above 0.</summary>
    public string Change(double? value) => value > 0 && double.IsFinite(value.Value) ? $"+{Number(value)}" : Number(value);

    public string Count(long value) => value.ToString("#,0", culture);

    /// <summary>0.123 is 12.3%.</summary>
    public string Share(double? value) => value is { } known && double.IsFinite(known) ? known.ToString("P1", culture) : Unknown;

    public string ChangeShare(double? value) => value > 0 && double.IsFinite(value.Value) ? $"+{Share(value)}" : Share(value);

    public string Chance(double? p) => p switch
    {
        null => Unknown,
        { } known when !double.IsFinite(known) => Unknown,
        < 0.001 => $"< {0.001.ToString("0.000", culture)}",
        _ => p.Value.ToString("0.000", culture),
    };

    public string Between(double low, double high) => StudyTexts.Say(language, "between", ("low", Number(low)), ("high", Number(high)));

    public string Between(Interval interval) => Between(interval.Low, interval.High);

    public string SharesBetween(double low, double high) => StudyTexts.Say(language, "between", ("low", Share(low)), ("high", Share(high)));

    public string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Format(double value) => Math.Abs(value) switch
    {
        var size when size == Math.Floor(size) && size < 1e15 => "#,0",
        >= 10_000 => "#,0",
        >= 100 => "#,0.00",
        >= 1 => "0.000",
        >= 1e-6 and var small => "0." + new string('0', Math.Min(9, 3 - (int)Math.Floor(Math.Log10(small)))),
        _ => "0.0e+0",
    };
}
