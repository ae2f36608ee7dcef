using Laurel.Units;

namespace Laurel.Explaining.Sections;

internal static class ExpirySection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        foreach (var unit in voice.Definition.Units)
        {
            yield return new(unit.Id, Say(voice, unit, unit.Expiry));
            foreach (var (level, expiry) in unit.Expiry.ByLevel.Where(l => l.Key != voice.Definition.Levels[0]))
                yield return new(unit.Id, voice.Plain("expiry.level", ("level", voice.Level(level)), ("what", Say(voice, unit, expiry))));
        }
        if (voice.Definition.Units.Any(u => u.Expiry != Expiry.Never))
            yield return new(null, voice.Plain("expiry.order"));
    }

    private static string Say(Voice voice, UnitRule unit, Expiry expiry)
    {
        var label = ("unit", (object?)voice.Label(unit));
        if (expiry.Each is var (month, day))
            return voice.Plain("expiry.each", label, ("date", voice.DayOfYear(month, day)));
        if (expiry.After is not { } after)
            return voice.Plain("expiry.never", label);
        var key = (expiry.SinceLastVisit, expiry.AtEndOf) switch
        {
            (true, _) => "expiry.visit",
            (_, { } end) => "expiry.end." + end.ToString().ToLowerInvariant(),
            _ => "expiry.after",
        };
        return voice.Plain(key, label, ("period", voice.Period(after)));
    }
}
