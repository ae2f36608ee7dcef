using Laurel.Coalition;
using Laurel.Explaining.Phrases;

namespace Laurel.Explaining.Sections;

internal static class CoalitionSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        foreach (var partner in voice.Definition.Partners)
            yield return new(partner.Id, string.Join(" ", Say(voice, partner)));
        foreach (var rule in voice.Definition.Earning.Where(r => r.PaidBy is not null))
            yield return new(rule.Id, PaidBy(voice, Voice.Capital(voice.ShortName(rule)), rule.PaidBy!));
        foreach (var offer in voice.Definition.Offers.Where(o => o.PaidBy is not null))
            yield return new(offer.Id, PaidBy(voice, voice.Reward(offer.Id), offer.PaidBy!));
        foreach (var reward in voice.Definition.Rewards.Where(r => r.PaidBy is not null))
            yield return new(reward.Id, PaidBy(voice, voice.Reward(reward.Id), reward.PaidBy!));
    }

    /// <summary>60% by oatly, the rest by whoever runs the program.</summary>
    public static string PaidBy(Voice voice, string thing, Shares shares) => Voice.Capital(voice.Plain("paid-by",
        ("thing", thing), ("payers", voice.And([.. shares.Parts.Select(p => Payer(voice, p))]))));

    private static IEnumerable<string> Say(Voice voice, Partner partner)
    {
        var key = (partner.Issues, partner.Accepts) switch
        {
            (true, true) => "partner",
            (true, false) => "partner.issues",
            (false, true) => "partner.accepts",
            _ => "partner.pays",
        };
        yield return Voice.Capital(voice.Plain(key, ("partner", voice.Partner(partner.Id))));
        if (partner.UsedAt is { } places)
            yield return voice.Plain("partner.used-at", ("places", voice.Or([.. places.Select(p => Name(voice, p))])));
        if (partner.NeedsConsent)
            yield return voice.Plain("partner.consent");
        if (partner.Valid is { } valid)
            yield return Voice.Capital(voice.Say(valid)) + ".";
    }

    private static string Payer(Voice voice, Share share) => voice.Say(Spoken.Events, "payer",
        ("payer", Name(voice, share.Payer)), ("amount", Amount(voice, share)));

    private static string Amount(Voice voice, Share share) => share switch
    {
        { Part: { } part } when (part.ToDecimal() * 100) is var percent && percent == Math.Round(percent, 2) => $"{voice.Number(percent)}%",
        { Part: { } part } => $"{part.Top}/{part.Bottom}",
        { Fixed: { } amount, Unit: { } unit } => voice.Amount(amount, voice.Definition.Unit(unit)!),
        { Fixed: { } amount } => voice.Money(amount, voice.Definition.Currency),
        _ => voice.Plain("share.rest"),
    };

    private static string Name(Voice voice, string id) => id == Shares.Us ? voice.Say(Spoken.Events, "payer.us") : voice.Partner(id);
}
