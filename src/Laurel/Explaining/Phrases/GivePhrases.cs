using Laurel.Earning;
using Laurel.Earning.Gives;
using Laurel.Units;

namespace Laurel.Explaining.Phrases;

/// <summary>What a rule gives: 1 bean per €1.00, on items of the category "coffee", on Tuesdays.</summary>
internal static class GivePhrases
{
    /// <summary>A rule by the merchant's own text, else by what it says.</summary>
    public static string Name(this Voice voice, EarningRule rule) => rule.Text is { } text ? voice.In(text) : voice.Say(rule);

    /// <summary>A rule by the merchant's own text, else by what it gives; for where its terms are said anyway.</summary>
    public static string ShortName(this Voice voice, EarningRule rule) => rule.Text is { } text ? voice.In(text) : voice.Give(rule);

    public static string Say(this Voice voice, EarningRule rule) => string.Join(", ", [voice.Give(rule), .. voice.Terms(rule)]);

    /// <summary>On what and when it gives; empty when always.</summary>
    public static IEnumerable<string> Terms(this Voice voice, EarningRule rule)
    {
        if (voice.Say(rule.Lines) is { } lines)
            yield return lines;
        foreach (var condition in rule.When)
            yield return voice.Say(condition);
    }

    /// <summary>The rules a multiplier multiplies.</summary>
    public static string Multiplied(this Voice voice, Times times) =>
        voice.And([.. times.Rules.Select(id => voice.Quote(Named(voice, id)))]);

    private static string Named(Voice voice, string id) =>
        voice.Definition.Earning.FirstOrDefault(r => r.Id == id) is { } rule ? voice.ShortName(rule) : Voice.Readable(id);

    /// <summary>What it gives, and not when.</summary>
    public static string Give(this Voice voice, EarningRule rule)
    {
        var unit = voice.Definition.Unit(rule.Unit) ?? Giving.GivingReader.Money(voice.Definition.Currency);
        return rule.Give switch
        {
            PerAmount per => voice.Phrase("give.per-amount", ("amount", Amount(per.Amount)), ("step", voice.Money(per.Per))),
            PerMargin per => voice.Phrase("give.per-margin", ("amount", Amount(per.Amount)), ("step", voice.Money(per.Per))),
            ForEveryFull per =>
                voice.Phrase("give.for-every-full", ("amount", voice.Amount(per.Amount, unit)), ("step", voice.Money(per.Full))),
            ForEveryFullSpent per => voice.Phrase("give.for-every-full-spent",
                ("amount", voice.Amount(per.Amount, unit)), ("step", voice.Money(per.Full)), ("window", Window(voice, per))),
            ForEveryFullItems per => voice.Phrase("give.for-every-full-items",
                ("amount", voice.Amount(per.Amount, unit)), ("items", voice.Items(per.Full))),
            PerItem per => voice.Phrase("give.per-item", ("amount", Amount(per.Amount))),
            Fixed flat => voice.Phrase(IsAlways(rule) ? "give.fixed-always" : "give.fixed", ("amount", voice.Amount(flat.Amount, unit))),
            Times times => voice.Phrase("give.times", ("by", voice.Number(times.Each)), ("rules", voice.Multiplied(times))),
            _ => throw new InvalidOperationException($"No words are written for {rule.Give.GetType().Name}."),
        };

        string Amount(Ratio amount) => voice.Amount(amount.ToDecimal() / unit.Scale, unit);
    }

    /// <summary>per month; ever.</summary>
    public static string Window(Voice voice, ForEveryFullSpent per) => voice.Phrase("window." + (per.Window?.ToString().ToLowerInvariant() ?? "ever"));

    private static bool IsAlways(EarningRule rule) => rule.When.Count == 0 && rule.Lines.IsAll;
}
