using Laurel.Earning;

namespace Laurel.Explaining.Sections;

internal static class ReturnSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        if (voice.Definition.Units.Count == 0)
            yield break;
        yield return new(null, voice.Plain("returns.day"));
        var isByShare = voice.Definition.Base.Returned == EarnedOnReturn.ByShare;
        yield return new(null, voice.Plain(isByShare ? "returns.by-share" : "returns.re-evaluated"));
        foreach (var unit in voice.Definition.Units)
        {
            var label = ("unit", (object?)voice.Label(unit));
            yield return new(unit.Id, voice.Plain("returns." + unit.Returns.ToString().ToLowerInvariant(), label));
            if (unit is { OwedAtMost: { } most, Returns: Units.SpentOnReturn.Arrears })
                yield return new(unit.Id, voice.Plain("owes.returns", label, ("most", voice.Amount(most, unit))));
            if (unit is { OwedAtMost: { } given, Transfers: Units.Transfers.IntoArrears })
                yield return new(unit.Id, voice.Plain("owes.transfers", label, ("most", voice.Amount(given, unit))));
            if (voice.Definition.Rewards.Any(r => r.Costs.Unit == unit.Id))
                yield return new(unit.Id, voice.Plain("returns.regained", label, ("period", voice.Period(unit.Regained))));
        }
    }
}
