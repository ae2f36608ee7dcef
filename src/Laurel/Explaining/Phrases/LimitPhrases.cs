using Laurel.Earning;
using Laurel.Units;

namespace Laurel.Explaining.Phrases;

/// <summary>Limits: 2 times per member per month, 500 beans per member per day.</summary>
internal static class LimitPhrases
{
    /// <param name="voice">The language.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="unit">The unit it counts in, where it does not count times; null counts minor units of the program's money.</param>
    /// <param name="toMember">Said to the member, to whom "per member" goes without saying.</param>
    public static string Say(this Voice voice, Limit limit, UnitRule? unit, bool toMember = false)
    {
        var scope = Scope(voice, limit, toMember);
        var whole = limit.Amount + limit.UsedBefore;
        if (limit.IsTimes)
            return voice.Phrase(whole == 1 ? "limit.once" : "limit.times", ("n", whole), ("scope", scope));
        var amount = unit is null ? voice.Money(whole, voice.Definition.Currency) : voice.Amount(whole, unit);
        return voice.Phrase("limit.units", ("amount", amount), ("scope", scope));
    }

    private static string Scope(Voice voice, Limit limit, bool toMember)
    {
        var scope = voice.Phrase("scope." + limit.Scope.ToString().ToLowerInvariant());
        if (limit.Scope == LimitScope.Purchase || limit is { Scope: LimitScope.Program, Window: null, Days: null, Hours: null })
            return scope;
        var window = Window(voice, limit);
        if (toMember && limit.Scope == LimitScope.Member)
            return window;
        return limit is { Window: null, Days: null, Hours: null } ? $"{scope} {window}" : voice.Phrase("scope.window", ("scope", scope), ("window", window));
    }

    private static string Window(Voice voice, Limit limit) => Rolling(limit) is { } period
        ? voice.Phrase("window.rolling", ("period", voice.Period(period)))
        : voice.Phrase("window." + (limit.PerVisit ? "visit" : limit.Window?.ToString().ToLowerInvariant() ?? "ever"));

    private static Period? Rolling(Limit limit) => limit switch
    {
        { Days: { } days } => new Period(days, PeriodUnit.Day),
        { Hours: { } hours } => new Period(hours, PeriodUnit.Hour),
        _ => null,
    };
}
