using Laurel.Earning;
using Laurel.Earning.Gives;
using Laurel.Explaining.Phrases;

namespace Laurel.Explaining.Sections;

internal static class EarningSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        var rules = voice.Definition.Earning.Select(r => new PlainSentence(r.Id, Say(voice, r)));
        var topUps = voice.Definition.TopUps.Select(r => new PlainSentence(r.Id, voice.Plain("top-up", ("what", Say(voice, r)))));
        return voice.Definition.Earning.Count == 0 ? topUps : [.. Base(voice), .. rules, .. topUps, Claims(voice)];
    }

    /// <summary>What becomes of a purchase without a card.</summary>
    private static PlainSentence Claims(Voice voice)
    {
        if (voice.Definition.Claims.Within is not { } within)
            return new(null, voice.Plain("claims.none"));
        var limits = voice.Definition.Claims.Limits.Select(l => voice.Plain("claims.limit", ("limit", voice.Say(l, null))));
        return new(null, string.Join(" ", [voice.Plain("claims", ("period", voice.Period(within))), .. limits]));
    }

    private static IEnumerable<PlainSentence> Base(Voice voice)
    {
        var counted = voice.Definition.Base;
        foreach (var said in Base(voice, counted, "base"))
            yield return new(null, said);
        foreach (var rate in voice.Definition.Rates)
        {
            yield return new(null, voice.Plain(rate.From is null ? "rate" : "rate.from", ("one", voice.Money((long)rate.Currency.Scale, rate.Currency)),
                ("money", voice.Money(rate.Money)), ("day", rate.From is { } from ? voice.Cases(from) : "")));
        }
        if (voice.Definition.NeverEarns is { Count: > 0 } never)
            yield return new(null, voice.Plain("never", ("list", string.Join(", ", never.Select(voice.Quote)))));
    }

    /// <summary>What counts: the price, and what is and is not added to it.</summary>
    public static IEnumerable<string> Base(Voice voice, EarningBase counted, string key)
    {
        yield return voice.Plain(key,
            ("tax", voice.Plain(counted.WithTax ? "base.with-tax" : "base.without-tax")),
            ("discounts", voice.Plain("base." + counted.Discounts.ToString().ToLowerInvariant())));
        (bool IsIn, string Text)[] others =
        [
            (counted.WithShipping, voice.Plain("base.shipping")),
            .. voice.Definition.Units.Select(u => (counted.PaidWithUnits, voice.Plain("base.units", ("units", voice.Named(u))))),
            (counted.PaidWithGiftCard, voice.Plain("base.gift-card")),
        ];
        if (counted.WithFreeItems)
            others = [.. others, (true, voice.Plain("base.free-items"))];
        foreach (var group in others.GroupBy(o => o.IsIn).OrderBy(g => !g.Key))
            yield return voice.Plain(group.Key ? "base.also" : "base.not", ("list", voice.Series(group.Select(o => o.Text))));
    }

    private static string Say(Voice voice, EarningRule rule)
    {
        var what = voice.Say(rule);
        var said = rule.Text is { } text ? voice.Plain("rule", ("name", voice.In(text)), ("what", what)) : Voice.Capital(what) + ".";
        return string.Join(" ", [said, .. Own(voice, rule), .. Rounding(voice, rule), .. Limits(voice, rule)]);
    }

    private static IEnumerable<string> Own(Voice voice, EarningRule rule) =>
        rule.Base is { } own ? Base(voice, own.In(voice.Definition.Base), "base.own") : [];

    private static IEnumerable<string> Rounding(Voice voice, EarningRule rule)
    {
        if (rule.Give is ForEveryFull && rule.Place != RoundingPlace.Purchase)
            yield return Voice.Capital(voice.Phrase("calc.each-line")) + ".";
        if (rule.Give is Fixed or ForEveryFull or ForEveryFullSpent or ForEveryFullItems || rule.Give is PerItem { Amount.Bottom: 1 })
            yield break;
        var rounding = voice.Rounding(rule.Rounding);
        yield return Voice.Capital(rule.Place == RoundingPlace.Purchase
            ? voice.Plain("rounding", ("rounding", rounding))
            : voice.Phrase("place." + rule.Place.ToString().ToLowerInvariant(), ("rounding", rounding))) + ".";
    }

    private static IEnumerable<string> Limits(Voice voice, EarningRule rule)
    {
        var unit = voice.Definition.Unit(rule.Unit)!;
        foreach (var limit in rule.Limits)
        {
            var key = limit.IsTimes ? "limit" : limit.Rejects ? "limit.rejects" : "limit.caps";
            yield return voice.Plain(key, ("limit", voice.Say(limit, unit)));
        }
    }
}
