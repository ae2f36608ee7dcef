using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Laurel.Earning;
using Laurel.Earning.Gives;
using Laurel.Explaining.Phrases;
using Laurel.Giving;

namespace Laurel.Explaining;

/// <summary>Why a rule or an offer gave nothing.</summary>
public static class Misses
{
    /// <summary>A definition has few rules, each misses for few reasons, and nearly every purchase misses some: each is said once.</summary>
    private static readonly ConditionalWeakTable<Definition, ConcurrentDictionary<(Miss, Language), string>> Said = [];

    /// <summary>Double beans on coffee every Tuesday: only on Tuesdays.</summary>
    /// <param name="miss">A miss of a recorded purchase.</param>
    /// <param name="definition">The version that judged the purchase.</param>
    /// <param name="language">The language.</param>
    public static string Say(Miss miss, Definition definition, Language language) => Said.GetOrCreateValue(definition)
        .GetOrAdd((miss, language), static (key, definition) => Sentence(key.Item1, definition, key.Item2), definition);

    private static string Sentence(Miss miss, Definition definition, Language language)
    {
        var voice = new Voice(definition, language);
        var giving = definition.GivingOf(miss.Rule);
        var rule = giving?.Rule ?? definition.Earning.FirstOrDefault(r => r.Id == miss.Rule);
        var name = giving is not null ? NameOf(voice, giving) : rule is null ? voice.Reward(miss.Rule) : voice.ShortName(rule);
        return voice.Say(Spoken.Events, "miss.said", ("rule", Voice.Capital(name)), ("why", Why(voice, miss, rule)));
    }

    private static string NameOf(Voice voice, GivingRule giving) =>
        giving.Rule.Text is { } text ? voice.In(text) : voice.Quote(Voice.Capital(Voice.Readable(giving.Id)));

    private static string Why(Voice voice, Miss miss, EarningRule? rule)
    {
        var offer = voice.Definition.Offers.FirstOrDefault(o => o.Id == miss.Rule);
        var condition = (rule?.When ?? offer?.When)?.FirstOrDefault(c => c.Name == miss.Reason);
        var only = miss.Reason switch
        {
            "line" when (rule?.Lines ?? offer?.WhenLines) is { } lines => voice.Say(lines),
            "currency" when rule is not null && CurrencyOf(rule.Give) is { } currency => voice.Phrase("when.currency", ("any", currency)),
            "not yet" or "over" when offer?.Valid is { } valid => voice.Say(valid),
            _ => condition is null ? null : voice.Say(condition),
        };
        if (only is not null)
            return voice.Say(Spoken.Events, "miss.only", ("condition", only));
        if (miss.Reason == "limit" && Limits(voice, rule, offer?.Limits) is { Length: > 0 } limits)
            return voice.Say(Spoken.Events, "miss.limit-is", ("limit", voice.And(limits)));
        return voice.Say(Spoken.Events, "miss." + miss.Reason.Replace(' ', '-'));
    }

    private static string[] Limits(Voice voice, EarningRule? rule, IReadOnlyList<Limit>? ofOffer)
    {
        if (rule is null)
            return [.. (ofOffer ?? []).Select(l => voice.Say(l, null, toMember: true))];
        if (voice.Definition.Unit(rule.Unit) is not { } unit)
            return [.. rule.Limits.Select(l => voice.Say(l, GivingReader.Money(voice.Definition.Currency), toMember: true))];
        return [.. rule.Limits.Concat(unit.Limits).Select(l => voice.Say(l, unit, toMember: true))];
    }

    private static string? CurrencyOf(Give give) => give switch
    {
        PerAmount per => per.Per.Currency.Code,
        PerMargin per => per.Per.Currency.Code,
        ForEveryFull per => per.Full.Currency.Code,
        ForEveryFullSpent per => per.Full.Currency.Code,
        _ => null,
    };
}
