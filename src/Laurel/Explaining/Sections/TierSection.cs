using Laurel.Explaining.Phrases;
using Laurel.Tiers;

namespace Laurel.Explaining.Sections;

internal static class TierSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        if (voice.Definition.Tiers is not { } tiers)
            yield break;
        var merits = tiers.Levels.SelectMany(l => l.At.Concat(l.Keep)).SelectMany(t => t.Together).Select(t => Merit(voice, t)).Distinct().ToArray();
        if (merits.Length > 0)
            yield return new(null, voice.Plain("tiers.counts", ("merits", voice.And(merits)), ("window", voice.Window(tiers))));
        foreach (var level in tiers.Levels)
            yield return new(level.Id, Say(voice, tiers, level));
        yield return new(null, voice.Plain("tiers.up"));
        if (tiers.PerHousehold)
            yield return new(null, voice.Plain("tiers.together") + " " + voice.Plain(tiers.PartsAtOnce ? "tiers.parting.at-once" : "tiers.parting"));
        yield return new(null, string.Join(" ", Down(voice, tiers)));
    }

    private static string Merit(Voice voice, Threshold threshold) => threshold.Merit switch
    {
        Tiers.Merit.Spend => voice.Plain("merit.spend"),
        Tiers.Merit.Visits => voice.Plain("merit.visits"),
        _ => voice.Plain("merit.units", ("units", voice.Named(voice.Definition.Unit(threshold.Unit!)!))),
    };

    private static string Say(Voice voice, TierRule tiers, Level level)
    {
        var key = level == tiers.Levels[0] ? "level.first" : level.At.Count == 0 ? "level.assigned" : "level.at";
        List<string> said = [voice.Plain(key, ("level", voice.Level(level.Id)), ("what", voice.Say(level.At)))];
        if (level.Keep.Count > 0)
            said.Add(voice.Plain("level.keep", ("what", voice.Say(level.Keep))));
        if (level.Gives is var (amount, unit))
            said.Add(voice.Plain("level.gives", ("amount", voice.Amount(amount, voice.Definition.Unit(unit)!))));
        if (level.Benefits.Count > 0)
            said.Add(voice.Plain("level.benefits", ("list", voice.Series(level.Benefits.Select(voice.In)))));
        return string.Join(" ", said);
    }

    private static IEnumerable<string> Down(Voice voice, TierRule tiers)
    {
        yield return voice.Plain(tiers.Down switch
        {
            Downgrade.Never => "tiers.never",
            Downgrade.AtOnce => "tiers.at-once",
            _ when tiers.DownOnAnniversary => "tiers.end.membership-year",
            _ => "tiers.end." + tiers.DownPeriod.ToString().ToLowerInvariant(),
        });
        if (tiers.Grace is { } grace)
            yield return voice.Plain("tiers.grace", ("period", voice.Period(grace)));
        if (tiers.OneLevel)
            yield return voice.Plain("tiers.one-level");
    }
}
