using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Explaining.Phrases;
using Laurel.Rewards;

namespace Laurel.Explaining.Sections;

internal static class RewardSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        foreach (var reward in voice.Definition.Rewards)
            yield return new(reward.Id, string.Join(" ", Say(voice, reward)));
        foreach (var unit in voice.Definition.Units)
        {
            if (voice.Worth(unit.Id) is { } money)
                yield return new(unit.Id, voice.Plain("worth", ("amount", voice.Amount(1m, unit)), ("money", money)));
        }
    }

    private static IEnumerable<string> Say(Voice voice, Reward reward)
    {
        var unit = reward.Costs.Unit is { } id ? voice.Definition.Unit(id) : null;
        yield return voice.Plain("reward",
            ("reward", voice.Reward(reward.Id)), ("gives", voice.Say(reward.Gives)), ("cost", Cost(voice, reward)));
        if (reward.AtOnce)
            yield return voice.Plain("reward.at-once");
        if (reward.Handover != Handover.AtOnce)
            yield return voice.Plain(reward.Handover == Handover.Delivery ? "reward.delivery" : "reward.collection");
        if (reward.Lasts is { } lasts)
            yield return voice.Plain("reward.lasts", ("period", voice.Period(lasts)));
        if (reward.From > 0 && unit is not null)
            yield return voice.Plain("reward.from", ("amount", voice.Amount(reward.From, unit)));
        foreach (var said in voice.Terms(reward.Lines, reward.For, reward.AtMost))
            yield return said;
        if (reward.Valid is { } valid)
            yield return Voice.Capital(voice.Say(valid)) + ".";
        if (reward.Stock is { } stock)
            yield return voice.Plain("reward.stock", ("number", voice.Number(stock)));
        foreach (var limit in reward.Limits)
            yield return voice.Plain("limit", ("limit", voice.Say(limit, unit)));
    }

    private static string Cost(Voice voice, Reward reward) => reward.Prices.Count == 0
        ? voice.Say(reward.Costs)
        : voice.Series(reward.Prices.Select(p => voice.Plain("reward.level", ("level", voice.Level(p.Key)), ("cost", voice.Say(p.Value)))));

    /// <summary>On what, for whom and up to how much: what rewards and offers have in common.</summary>
    public static IEnumerable<string> Terms(this Voice voice, LineFilter lines, IReadOnlyList<Condition> conditions, Ceiling? atMost)
    {
        string[] only = [.. new[] { voice.Say(lines) }.OfType<string>(), .. conditions.Select(voice.Say)];
        if (only.Length > 0)
            yield return voice.Plain("only", ("condition", string.Join(", ", only)));
        if (atMost is not { } most)
            yield break;
        if (most.Share is { } share)
        {
            yield return voice.Plain("reward.at-most-share", ("percent", voice.Number(share * 100)));
            yield break;
        }
        var key = most.WithTax && !voice.Definition.Base.PricesWithTax ? "reward.at-most-with-tax" : "reward.at-most";
        yield return voice.Plain(key, ("money", voice.Money(most.Amount, voice.Definition.Currency)));
    }
}
