using Laurel.Units;

namespace Laurel.Explaining;

/// <summary>Tells of a program's events in a language to someone: finds the definition that knows what an event names.</summary>
internal sealed class Teller(Program program, Language language, Audience audience)
{
    public Audience Audience => audience;

    /// <summary>The key of a sentence for the one who reads it.</summary>
    public string Key(string key) => (audience == Audience.Member ? "member." : "short.") + key;

    public Voice At(DateTimeOffset at) => Speak(program.At(at) ?? throw new ArgumentException("The program has no version yet."));

    public Voice Version(int number) => Speak(program.Version(number));

    /// <summary>The version that was in force when a local day ended.</summary>
    public int VersionOn(DateOnly day, Calendar calendar) => program.At(calendar.End(day).AddTicks(-1))!.Version;

    /// <summary>The version that knows something: the given one, else the nearest older, else the nearest newer.</summary>
    public Rules? Knowing(int version, Func<Definition, bool> knows)
    {
        var older = program.Versions.Take(version).Reverse();
        return older.Concat(program.Versions.Skip(version)).FirstOrDefault(r => knows(r.Definition));
    }

    /// <summary>A unit and how it is called, by the version that knows it.</summary>
    public (Voice Voice, UnitRule Unit, Inflected Named) Unit(string id, int version)
    {
        var rules = Knowing(version, d => d.Unit(id) is not null)
            ?? throw new ArgumentException($"No version of the program knows the unit '{id}'.");
        var (voice, unit) = (Speak(rules), rules.Definition.Unit(id)!);
        return (voice, unit, voice.Named(unit));
    }

    /// <summary>A reward's name, also when the given version has it no more.</summary>
    public string RewardName(string id, int version, Voice otherwise) =>
        (Knowing(version, d => d.Reward(id) is not null) is { } rules ? Speak(rules) : otherwise).Reward(id);

    public Voice Speak(Rules rules) => new(rules.Definition, language);
}
