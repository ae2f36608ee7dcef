using System.Globalization;
using Laurel.Earning.Conditions;
using Laurel.Explaining.Phrases;
using Laurel.Rewards;

namespace Laurel.Explaining;

/// <summary>A refusal as a sentence that says what is in the way and what to do.</summary>
public static class Refusals
{
    /// <param name="refusal">What a decision came to.</param>
    /// <param name="definition">The definition in force, by which units, rewards and days are named; null when there is none.</param>
    /// <param name="language">The language.</param>
    public static string Say(Refusal refusal, Definition? definition, Language language)
    {
        var voice = new Voice(definition ?? Unnamed, language);
        var (key, values) = Told(voice, refusal);
        return Voice.Capital(voice.Say(Spoken.Refusals, key, values));
    }

    /// <summary>What a member would have to be or do to have a reward, in a few words; null where the rules of the day do not say.</summary>
    public static string? Condition(Refusal refusal, Definition definition, Language language)
    {
        var voice = new Voice(definition, language);
        return Unmet(voice, refusal) is { } condition ? voice.Say(condition) : null;
    }

    /// <summary>What stored money pays for: on items of the category "books", at "north".</summary>
    private static string Usable(Voice voice, Refusal refusal) => voice.Definition.Unit(refusal.Facts["unit"])?.Usable is { } usable
        ? string.Join(", ", [.. new[] { voice.Say(usable.Lines) }.OfType<string>(), .. usable.When.Select(voice.Say)])
        : voice.Quote(refusal.Facts["needs"]);

    /// <summary>Stands in before a program has a definition.</summary>
    private static readonly Definition Unnamed = new()
    {
        Id = "",
        Name = new Definitions.LocalText(["", "", "", ""]),
        Calendar = new Calendar(TimeZoneInfo.Utc),
        Currency = new Currency("EUR", 2),
        Units = [],
    };

    private static (string Key, (string, object?)[] Values) Told(Voice voice, Refusal refusal) => refusal.Code switch
    {
        "unknown-member" when refusal.Facts["member"].Length == 0 => ("unknown-member.none", []),
        "unknown-unit" => (refusal.Code, Known(voice, refusal, voice.Definition.Units.Select(u => u.Id))),
        "unknown-tier" => (refusal.Code, Known(voice, refusal, voice.Definition.Levels)),
        "return-exceeds-purchase" => Remaining(voice, refusal),
        "more-than-reserved" => (refusal.Code, [("reserved", Units(voice, refusal, "reserved"))]),
        "money-left" => (refusal.Code, [("have", Units(voice, refusal, "have"))]),
        "more-than-expired" => (refusal.Code, [("expired", Units(voice, refusal, "expired"))]),
        "not-transferable" or "transfer-limit-reached" or "nothing-to-extend" => (refusal.Code, [("unit", UnitName(voice, refusal))]),
        "not-loadable" => (refusal.Code,
            [("unit", UnitName(voice, refusal)), ("card", voice.Quote(refusal.Facts["card"])), ("currency", refusal.Facts["currency"])]),
        "not-usable" => (refusal.Code, [("unit", UnitName(voice, refusal)), ("only", Usable(voice, refusal))]),
        "ends-too-soon" => (refusal.Code, [("earliest", voice.Cases(Day(refusal, "earliest"))), ("ends", voice.Cases(Day(refusal, "ends")))]),
        "age-unknown" or "too-young" => (refusal.Code, [("least", Number(refusal, "least"))]),
        "program-ended" => (refusal.Code, [("ends", voice.Cases(Day(refusal, "ends")))]),
        "stage-impossible" => (refusal.Code,
            [("redemption", voice.Quote(refusal.Facts["redemption"])), Stage(voice, refusal, "wanted"), Stage(voice, refusal, "now")]),
        "household-full" => (refusal.Code, [("household", voice.Quote(refusal.Facts["household"])), ("most", Number(refusal, "most"))]),
        "club-full" => (refusal.Code, [("club", voice.Part(refusal.Facts["club"])), ("most", Number(refusal, "most"))]),
        "leaderboard-goes-on" => (refusal.Code,
            [("leaderboard", voice.Part(refusal.Facts["leaderboard"])), ("until", voice.Cases(Day(refusal, "until")))]),
        "leaderboard-closed" or "leaderboard-endless" => (refusal.Code, [("leaderboard", voice.Part(refusal.Facts["leaderboard"]))]),
        "team-needed" => (refusal.Code, [("club", voice.Part(refusal.Facts["club"]))]),
        "not-in-batch" => (refusal.Code, [("item", refusal.Facts["item"])]),
        "amount-not-positive" when refusal.Facts.TryGetValue("cause", out var cause) => ("amount-not-positive.cause", [("cause", voice.Quote(cause))]),
        "amount-not-positive" => (refusal.Code, [("amount", voice.Number(Number(refusal, "amount")))]),
        "reward-not-yet" => (refusal.Code, [("day", voice.Cases(Day(refusal, "from")))]),
        "reward-over" => (refusal.Code, [("day", voice.Cases(Day(refusal, "until")))]),
        "claim-too-late" => (refusal.Code, [("purchase", voice.Quote(refusal.Facts["purchase"])), ("day", voice.Cases(Day(refusal, "until")))]),
        "claim-limit-reached" => (refusal.Code, [("most", voice.Number(Number(refusal, "most")))]),
        "choose-units" or "nothing-to-take-off" or "only-used-at-once" => (refusal.Code, [OfReward(voice, refusal)]),
        "too-few-units" => (refusal.Code, [OfReward(voice, refusal), ("least", voice.Number(Least(voice, refusal)))]),
        "code-over" => (refusal.Code, [("code", voice.Quote(refusal.Facts["code"])), ("day", voice.Cases(Day(refusal, "until")))]),
        "offer-over" => (refusal.Code, [("offer", voice.Reward(refusal.Facts["offer"])), ("day", voice.Cases(Day(refusal, "until")))]),
        "item-unavailable" => (refusal.Code, [OfReward(voice, refusal), ("item", voice.Quote(refusal.Facts["item"]))]),
        "not-for-member" => NotForMember(voice, refusal),
        "out-of-stock" => OutOfStock(voice, refusal),
        "limit-reached" => LimitReached(voice, refusal),
        "not-enough-units" => (refusal.Code, Missing(voice, refusal)),
        "membership-held" => (refusal.Code, [OfPlan(voice, refusal), ("until", voice.Cases(Day(refusal, "until")))]),
        "unknown-membership" or "membership-not-held" or "membership-for-life" => (refusal.Code, [OfPlan(voice, refusal)]),
        "refund-exceeds-fee" => (refusal.Code,
            [OfPlan(voice, refusal), ("remaining", voice.Money((long)Number(refusal, "remaining"), voice.Definition.Currency))]),
        "starts-in-the-past" or "malformed-definition" or "other-currency" or "time-out-of-range" or "line-out-of-range" or "line-twice" or "price-not-payable" =>
            (refusal.Code, [.. refusal.Facts.Select(f => (f.Key, (object?)f.Value))]),
        _ => (refusal.Code, Quoted(voice, refusal)),
    };

    private static (string, object?) Stage(Voice voice, Refusal refusal, string fact) =>
        (fact, Spoken.Refusals.Has("stage." + refusal.Facts[fact]) ? voice.Say(Spoken.Refusals, "stage." + refusal.Facts[fact]) : refusal.Facts[fact]);

    /// <summary>Names given by the one who asked are quoted as they were given.</summary>
    private static (string, object?)[] Quoted(Voice voice, Refusal refusal) =>
        [.. refusal.Facts.Select(f => (f.Key, (object?)voice.Quote(f.Value)))];

    private static (string, object?)[] Known(Voice voice, Refusal refusal, IEnumerable<string> ids) =>
        [.. Quoted(voice, refusal), ("known", voice.Quoted(ids) is { Length: > 0 } known ? known : "–")];

    private static (string, object?) OfPlan(Voice voice, Refusal refusal) => ("plan", voice.Membership(refusal.Facts["plan"]));

    private static (string, object?) OfReward(Voice voice, Refusal refusal) => ("reward", voice.Reward(refusal.Facts["reward"]));

    private static (string, (string, object?)[]) Remaining(Voice voice, Refusal refusal)
    {
        var remaining = Number(refusal, "remaining");
        return (remaining > 0 ? refusal.Code : refusal.Code + ".none",
            [("line", voice.Quote(refusal.Facts["line"])), ("remaining", voice.Number(remaining))]);
    }

    private static (string, (string, object?)[]) OutOfStock(Voice voice, Refusal refusal)
    {
        var left = Number(refusal, "left");
        return (left > 0 ? refusal.Code : refusal.Code + ".none", [OfReward(voice, refusal), ("left", voice.Number(left))]);
    }

    private static (string, (string, object?)[]) NotForMember(Voice voice, Refusal refusal)
    {
        var condition = Unmet(voice, refusal);
        return condition is null
            ? (refusal.Code + ".other", [OfReward(voice, refusal)])
            : (refusal.Code, [OfReward(voice, refusal), ("condition", voice.Say(condition))]);
    }

    private static Condition? Unmet(Voice voice, Refusal refusal)
    {
        var needs = refusal.Facts["needs"];
        return Reward(voice, refusal)?.For.FirstOrDefault(c => c is OfTier tier ? tier.Tier == needs : c.Name == needs);
    }

    private static (string, (string, object?)[]) LimitReached(Voice voice, Refusal refusal)
    {
        var reward = Reward(voice, refusal);
        var scope = refusal.Facts["limit"];
        var limits = (reward?.Limits ?? []).Where(l => l.Scope.ToString().Equals(scope, StringComparison.OrdinalIgnoreCase)).ToArray();
        var unit = reward?.Costs.Unit is { } id ? voice.Definition.Unit(id) : null;
        return limits.Length == 0
            ? (refusal.Code + ".other", [OfReward(voice, refusal)])
            : (refusal.Code, [OfReward(voice, refusal), ("limit", voice.And([.. limits.Select(l => voice.Say(l, unit))]))]);
    }

    private static (string, object?)[] Missing(Voice voice, Refusal refusal)
    {
        var unit = voice.Definition.Unit(refusal.Facts["unit"]);
        var missing = (long)Number(refusal, "missing");
        var counted = unit is null
            ? new Inflected($"{voice.Number(missing)} {refusal.Facts["unit"]}") { Number = missing }
            : voice.Counted(missing, unit);
        return [("missing", counted), ("need", Amount("need")), ("have", Amount("have"))];

        string Amount(string fact) => voice.Number(unit?.ToDecimal((long)Number(refusal, fact)) ?? Number(refusal, fact));
    }

    private static decimal Least(Voice voice, Refusal refusal) =>
        Reward(voice, refusal)?.Costs.Unit is { } unit && voice.Definition.Unit(unit) is { } known
            ? known.ToDecimal((long)Number(refusal, "least"))
            : Number(refusal, "least");

    private static Reward? Reward(Voice voice, Refusal refusal) => voice.Definition.Reward(refusal.Facts["reward"]);

    /// <summary>An amount of the unit that the refusal names.</summary>
    private static Inflected Units(Voice voice, Refusal refusal, string fact) =>
        refusal.Facts.GetValueOrDefault("unit") is { } id && voice.Definition.Unit(id) is { } unit
            ? voice.Counted((long)Number(refusal, fact), unit)
            : new Inflected(voice.Number(Number(refusal, fact))) { Number = Number(refusal, fact) };

    private static string UnitName(Voice voice, Refusal refusal) =>
        voice.Definition.Unit(refusal.Facts["unit"])?.Name.Many[(int)voice.Language] ?? refusal.Facts["unit"];

    private static decimal Number(Refusal refusal, string fact) => decimal.Parse(refusal.Facts[fact], CultureInfo.InvariantCulture);

    private static DateOnly Day(Refusal refusal, string fact) =>
        DateOnly.ParseExact(refusal.Facts[fact], "O", CultureInfo.InvariantCulture);
}
