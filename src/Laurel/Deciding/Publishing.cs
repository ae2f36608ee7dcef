using System.Text.Json;
using Laurel.Definitions;

namespace Laurel.Deciding;

internal static class Publishing
{
    public static Decision Decide(Program program, PublishDefinition publish)
    {
        var reading = Read(publish.Definition);
        if (reading.Definition is not { } definition)
            return Refusal.MalformedDefinition(string.Join("\n", reading.Problems));
        if (program.Versions.Count > 0 && EndsTooSoon(program.Versions[^1].Definition, definition, publish.At) is { } tooSoon)
            return tooSoon;
        if (program.Versions.Count > 0 && Breaks(program.Versions[^1].Definition, definition) is { } broken)
            return broken;
        return Decision.Accept(
        [
            new DefinitionPublished
            {
                At = publish.At,
                From = publish.From,
                Version = program.Versions.Count + 1,
                Hash = CanonicalJson.Hash(publish.Definition),
            },
        ]);
    }

    /// <summary>Members hear of the end of a running program so many days before it.</summary>
    private const int AnnouncedDays = 90;

    private static Refusal? EndsTooSoon(Definition before, Definition after, DateTimeOffset at)
    {
        var earliest = after.Calendar.Day(at).AddDays(AnnouncedDays);
        return after.Ends is { } ends && !(before.Ends <= ends) && ends < earliest ? Refusal.EndsTooSoon(ends, earliest) : null;
    }

    /// <summary>What members hold is kept in units and currency of the version before.</summary>
    private static Refusal? Breaks(Definition before, Definition after)
    {
        if (after.Currency != before.Currency)
            return Refusal.OtherCurrency(after.Currency.Code, before.Currency.Code);
        var gone = before.Units.FirstOrDefault(u => after.Unit(u.Id)?.Decimals != u.Decimals);
        return gone is null ? null : Refusal.UnitMustStay(gone.Id);
    }

    private static Reading Read(string json)
    {
        try
        {
            return DefinitionReader.Read(CanonicalJson.Read(json));
        }
        catch (JsonException malformed)
        {
            return new Reading(null, [new Problem((int)(malformed.LineNumber ?? 0) + 1, "json-malformed", malformed.Message)]);
        }
    }
}
