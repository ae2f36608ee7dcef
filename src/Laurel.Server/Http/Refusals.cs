using System.Globalization;
using Laurel.Server.Ui;

namespace Laurel.Server.Http;

/// <summary>
/// How a refusal of the core is answered: what does not exist is 404, everything else is a conflict with the state of the world.
/// </summary>
internal static class Refusals
{
    public static Problem Problem(Refusal refusal, Definition? definition) => new(Status(refusal.Code), refusal.Code)
    {
        Facts = refusal.Facts,
        Detail = language => Explaining.Refusals.Say(refusal, definition, language),
    };

    /// <summary>What is missing, in a few words: 20 beans missing; only for Gold members; from 1 June.</summary>
    public static string Say(Refusal refusal, Definition definition, Language language)
    {
        var values = refusal.Facts.Select(f => (f.Key, Show(f.Key, f.Value, refusal, definition, language))).ToArray();
        if (refusal.Code == "not-for-member" && definition.Levels.Contains(refusal.Facts.GetValueOrDefault("needs")))
            return Words.Say(language, "missing.not-for-member.tier", values);
        if (refusal.Code == "not-for-member" && Explaining.Refusals.Condition(refusal, definition, language) is { } condition)
            return Words.Say(language, "missing.not-for-member.only", ("condition", condition));
        return Words.Has("missing." + refusal.Code) ? Words.Say(language, "missing." + refusal.Code, values)
            : Words.Has("problems." + refusal.Code) ? Words.Say(language, "problems." + refusal.Code, values)
            : Explaining.Refusals.Say(refusal, definition, language);
    }

    private static object? Show(string name, string value, Refusal refusal, Definition definition, Language language) => name switch
    {
        "unit" => UnitName(value, refusal.Facts.GetValueOrDefault("missing"), definition, language),
        "missing" or "have" or "need" => Units(value, refusal.Facts.GetValueOrDefault("unit"), definition),
        "needs" => definition.Tiers?.Levels.FirstOrDefault(l => l.Id == value)?.Name?.In(language) ?? value,
        "from" or "until" when DateOnly.TryParse(value, CultureInfo.InvariantCulture, out var day) => day.ToString("d MMMM yyyy", language.Culture()),
        _ => value,
    };

    private static string UnitName(string unit, string? amount, Definition definition, Language language) => definition.Unit(unit) is { } rule
        ? rule.Name.For(long.TryParse(amount, CultureInfo.InvariantCulture, out var n) ? rule.ToDecimal(n) : 2, language)
        : unit;

    private static object Units(string amount, string? unit, Definition definition) =>
        !long.TryParse(amount, CultureInfo.InvariantCulture, out var n) ? amount
        : unit is not null && definition.Unit(unit) is { Decimals: > 0 } rule ? rule.ToDecimal(n)
        : n;

    private static int Status(string code) => code switch
    {
        "malformed-definition" or "other-currency" or "amount-too-large" or "amount-not-positive" or "choose-units" or "too-few-units"
            or "time-out-of-range" or "line-out-of-range" or "line-twice" or "price-not-payable" => StatusCodes.Status400BadRequest,
        "no-program" => StatusCodes.Status404NotFound,
        _ when code.StartsWith("unknown-", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status409Conflict,
    };
}
