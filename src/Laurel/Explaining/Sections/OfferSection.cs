using Laurel.Earning;
using Laurel.Explaining.Phrases;
using Laurel.Rewards;

namespace Laurel.Explaining.Sections;

internal static class OfferSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice) =>
    [
        .. voice.Definition.Offers.Select(o => new PlainSentence(o.Id, string.Join(" ", Say(voice, o)))),
        .. voice.Definition.StackOffers.Where(g => g.Rules.Count > 1 || g.Stacking == Stacking.Exclusive).Select(g => Together(voice, g)),
    ];

    private static PlainSentence Together(Voice voice, StackGroup group) => new(null, voice.Plain(
        "offers." + group.Stacking.ToString().ToLowerInvariant(), ("offers", voice.Series(group.Rules.Select(voice.Reward)))));

    private static IEnumerable<string> Say(Voice voice, Offer offer)
    {
        yield return voice.Plain("offer", ("offer", voice.Reward(offer.Id)), ("gives", voice.Say(offer.Gives)));
        yield return How(voice, offer);
        foreach (var said in Terms(voice, offer))
            yield return said;
        if (offer.Holdout is { } holdout)
            yield return voice.Plain("offer.holdout", ("percent", voice.Number(holdout.Share * 100)));
    }

    /// <summary>What it takes to have it.</summary>
    public static IEnumerable<string> Terms(Voice voice, Offer offer)
    {
        if (voice.Say(offer.WhenLines) is { } counted)
            yield return voice.Plain("offer.counted", ("lines", counted));
        if (offer.Every is { } every)
            yield return Say(voice, every);
        if (offer.Valid is { } valid)
            yield return Voice.Capital(voice.Say(valid)) + ".";
        foreach (var said in voice.Terms(offer.Lines, offer.When, offer.AtMost))
            yield return said;
        foreach (var limit in offer.Limits)
            yield return voice.Plain("limit", ("limit", voice.Say(limit, null)));
    }

    private static string How(Voice voice, Offer offer)
    {
        if (offer.Coupons is not { } coupons)
        {
            return offer.Code is { } code
                ? voice.Plain("only", ("condition", voice.Phrase("when.code", ("any", voice.Quote(code)))))
                : voice.Plain("offer.by-itself");
        }
        string?[] said =
        [
            voice.Plain(coupons.IsPersonal ? "offer.coupon-personal" : "offer.coupon-public"),
            coupons.Uses is { } uses ? Uses(voice, uses) : null,
            coupons.Lasts is { } lasts ? voice.Plain("reward.lasts", ("period", voice.Period(lasts))) : null,
        ];
        return string.Join(" ", said.OfType<string>());
    }

    private static string Uses(Voice voice, int uses) =>
        uses == 1 ? voice.Plain("offer.coupon-once") : voice.Plain("offer.coupon-times", ("number", voice.Number(uses)));

    private static string Say(Voice voice, ForEvery every) => every.Spent is { } step ? Say(voice, every, step) : every.AtMost is { } most
        ? voice.Plain("offer.for-every-up-to", ("items", voice.Items(every.Pieces)), ("number", voice.Number(most)))
        : voice.Plain("offer.for-every", ("items", voice.Items(every.Pieces)));

    private static string Say(Voice voice, ForEvery every, Definitions.Money step) => every.AtMost is { } most
        ? voice.Plain("offer.for-every-spent-up-to", ("money", voice.Money(step)), ("number", voice.Number(most)))
        : voice.Plain("offer.for-every-spent", ("money", voice.Money(step)));
}
