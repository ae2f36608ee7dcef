using Laurel.Explaining.Phrases;

namespace Laurel.Explaining.Sections;

internal static class UnitSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        foreach (var unit in voice.Definition.Units)
        {
            var label = ("unit", (object?)voice.Label(unit));
            yield return new(unit.Id, voice.Plain("unit", ("units", voice.Named(unit))));
            yield return new(unit.Id, unit.Pending is { } pending
                ? voice.Plain("unit.pending", label, ("period", voice.Period(pending)))
                : voice.Plain("unit.at-once", label));
            if (unit.Money is not null && unit.HeldBy != Units.HeldBy.Anyone)
                yield return new(unit.Id, voice.Plain(unit.HeldBy == Units.HeldBy.Cards ? "unit.of-cards" : "unit.of-members", label));
            if (unit.Usable is { } usable)
                yield return new(unit.Id, voice.Plain("unit.usable", label, ("terms", string.Join(" ", voice.Terms(usable.Lines, usable.When, null)))));
            foreach (var limit in unit.Limits)
                yield return new(unit.Id, voice.Plain("unit.limit", label, ("limit", voice.Say(limit, unit))));
        }
        if (voice.Definition.Rewards.Count > 0)
            yield return new(null, voice.Plain(voice.Definition.SamePurchaseUsable ? "same-purchase.yes" : "same-purchase.no"));
    }
}
