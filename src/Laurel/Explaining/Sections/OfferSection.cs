using Laurel.Explaining.Phrases;
using Laurel.Rewards;

namespace Laurel.Explaining.Sections;

internal static class OfferSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice) =>
        voice.Definition.Offers.Select(o => new PlainSentence(o.Id, string.Join(" ", Say(voice, o))));

    private static IEnumerable<string> Say(Voice voice, Offer offer)
    {
        yield return voice.Plain("offer", ("offer", voice.Reward(offer.Id)), ("gives", voice.Say(offer.Gives)));
        yield return offer.Code is { } code
            ? voice.Plain("only", ("condition", voice.Phrase("when.code", ("any", voice.Quote(code)))))
            : voice.Plain("offer.by-itself");
        foreach (var said in voice.Terms(offer.Lines, offer.When, offer.AtMost))
            yield return said;
        foreach (var limit in offer.Limits)
            yield return voice.Plain("limit", ("limit", voice.Say(limit, null)));
    }
}
