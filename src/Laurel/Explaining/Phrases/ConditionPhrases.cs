using Laurel.Earning;
using Laurel.Earning.Conditions;

namespace Laurel.Explaining.Phrases;

/// <summary>Conditions in words that may follow "only": on Tuesdays, for members at level gold or higher.</summary>
internal static class ConditionPhrases
{
    public static string Say(this Voice voice, Condition condition) => condition switch
    {
        OnDay on => voice.Phrase("when.day", ("days", voice.And([.. on.Days.Select(voice.Weekday)]))),
        AtHour at => voice.Phrase("when.hour", ("from", Voice.Time(at.From)), ("to", Voice.Time(at.To))),
        InPeriod period => Say(voice, period),
        BasketTotal basket => voice.Phrase("when.basket." + Of(basket.Of), ("money", voice.Money(basket.AtLeast))),
        MatchedAmount amount => voice.Phrase("when.amount", ("money", voice.Money(amount.AtLeast))),
        MatchedItems items => voice.Phrase("when.items", ("number", voice.Number(items.AtLeast))),
        TogetherWith others => voice.Phrase("when.together-with", ("what", voice.And([.. others.All.Select(one => Say(voice, one))]))),
        Without none => voice.Phrase("when.without", ("what", Say(voice, none.None))),
        InCurrency currency => voice.Phrase("when.currency", ("any", voice.Or(currency.Any))),
        OfTier tier => Say(voice, tier),
        WithAttribute with => voice.Phrase("when.attribute", ("all", Attributes(voice, with))),
        FirstPurchase first => Say(voice, first),
        NthPurchase nth => Say(voice, nth),
        SinceLastVisit { AtLeast: true } since => voice.Phrase("when.last-visit-at-least", ("period", voice.Period(since.Period))),
        SinceLastVisit since => voice.Phrase("when.last-visit-at-most", ("period", voice.Period(since.Period))),
        MemberFor { AtLeast: true } since => voice.Phrase("when.member-for-at-least", ("period", voice.Period(since.Period))),
        MemberFor since => voice.Phrase("when.member-for-at-most", ("period", voice.Period(since.Period))),
        VisitsMade visits => voice.Phrase("when.visits", ("visits", voice.Visits(visits.AtLeast)), ("window", Stretch(voice, visits.Window, visits.Days))),
        Spent spent => voice.Phrase("when.spent", ("money", voice.Money(spent.AtLeast)), ("window", Stretch(voice, spent.Window, spent.Days))),
        OnBirthday birthday => voice.Phrase("when.birthday." + birthday.Same),
        ByChance chance => voice.Phrase(chance.Of == DrawnFor.Visit ? "when.chance-visit" : "when.chance", ("percent", voice.Number(chance.Share * 100))),
        OnActivity activity => Any(voice, condition, activity.Any),
        PaidBy paid => Any(voice, condition, paid.Any),
        OnChannel on => Any(voice, condition, on.Any),
        AtLocation at => Any(voice, condition, at.Any),
        InSegment segment => Any(voice, condition, segment.Any),
        AtPartner at => voice.Phrase("when.partner", ("any", voice.Or([.. at.Any.Select(voice.Partner)]))),
        WithBadge badge => voice.Phrase("when.badge", ("any", voice.Or([.. badge.Any.Select(voice.Badge)]))),
        WasInvited => voice.Phrase("when.invited"),
        InMembership membership => voice.Phrase("when.membership", ("any", voice.Or([.. membership.Any.Select(voice.Membership)]))),
        WithCode with => Any(voice, condition, with.Any),
        _ => throw new InvalidOperationException($"No words are written for the condition '{condition.Name}'."),
    };

    /// <summary>From 1 December 2026 to 24 December 2026.</summary>
    public static string Say(this Voice voice, InPeriod period) => (period.From, period.To) switch
    {
        ({ } from, { } to) => voice.Phrase("when.period", ("from", voice.Day(from)), ("to", voice.Day(to))),
        ({ } from, null) => voice.Phrase("when.period-from", ("from", voice.Cases(from))),
        (null, { } to) => voice.Phrase("when.period-to", ("to", voice.Cases(to))),
        _ => "",
    };

    private static string Say(Voice voice, Companion one)
    {
        var what = voice.What(one.Lines);
        return one.AtLeast is { } least
            ? voice.Phrase("when.companions", ("number", voice.Number(least)), ("what", what))
            : voice.Phrase("when.companion", ("what", what));
    }

    private static string Attributes(Voice voice, WithAttribute with) =>
        voice.And([.. with.All.Select(a => $"{a.Key} {voice.Quoted(a.Value)}")]);

    private static string Stretch(Voice voice, PeriodUnit? window, int? days) => (window, days) switch
    {
        (_, { } count) => voice.Phrase("counts.rolling", ("period", voice.Period(new Period(count, PeriodUnit.Day)))),
        (null, _) => voice.Phrase("counts.ever"),
        ({ } unit, _) => voice.Phrase("counts.calendar." + unit.ToString().ToLowerInvariant()),
    };

    private static string Any(Voice voice, Condition condition, IReadOnlyList<string> any) =>
        voice.Phrase("when." + condition.Name, ("any", voice.Quoted(any)));

    private static string Say(Voice voice, OfTier tier)
    {
        var isHighest = voice.Definition.Levels is [.., var highest] && highest == tier.Tier;
        var key = isHighest ? "when.tier" : tier.Any.Count == 1 ? "when.tier-only" : "when.tier-up";
        return voice.Phrase(key, ("level", voice.Level(tier.Tier)));
    }

    private static string Say(Voice voice, FirstPurchase first) => first.Within is { } within
        ? voice.Phrase("when.first-purchase-within", ("period", voice.Period(within)))
        : voice.Phrase("when.first-purchase");

    private static string Say(Voice voice, NthPurchase nth) => nth.Again
        ? voice.Phrase("when.every-nth-purchase", ("numbers", string.Join(", ", Enumerable.Range(1, 3).Select(i => i * (long)nth.Number))))
        : voice.Phrase("when.nth-purchase", ("number", voice.Number(nth.Number)));

    private static string Of(TotalOf of) => of switch
    {
        TotalOf.WithoutTax => "without-tax",
        TotalOf.BeforeDiscounts => "before-discounts",
        _ => "with-tax",
    };
}
