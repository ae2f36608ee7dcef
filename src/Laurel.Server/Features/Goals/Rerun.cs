using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Laurel.Server.Access;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Goals;

/// <summary>The real history again under a changed definition.</summary>
internal static partial class Rerun
{
    private const int Kept = 3;
    private const int Of = 4;

    /// <summary>
    /// How many more units members would hold today, in the unit's smallest part. Takes as long as a replay of everything.
    /// </summary>
    /// <param name="change">Changes the canonical form of the definition.</param>
    public static Task<long> ExtraUnitsAsync(ProgramInView program, string unit, Action<JsonNode> change, CancellationToken stop) =>
        ExtraUnitsAsync(program.Organization, program.Program, program.Rules!.Version, unit, change, stop);

    /// <inheritdoc cref="ExtraUnitsAsync(ProgramInView, string, Action{JsonNode}, CancellationToken)"/>
    public static async Task<long> ExtraUnitsAsync(
        OpenOrganization organization, Program program, int version, string unit, Action<JsonNode> change, CancellationToken stop)
    {
        var publications = await organization.Journal.Publications(program.Id);
        var changed = JsonNode.Parse(((PublishDefinition)publications[version - 1].Command).Definition)!;
        change(changed);
        var under = DefinitionReader.Read(CanonicalJson.Read(changed.ToJsonString())).Definition!;
        var replay = new Laurel.Engine.Replaying.Replay(organization.Journal, program.Id, Program.Of(under));
        var parts = await replay.Run(() => new Extra(unit), (extra, replayed) => extra.Add(replayed), cancellation: stop);
        return parts.Sum(extra => extra.Units);
    }

    /// <summary>A level that is reached, and kept, by a quarter less.</summary>
    public static void Lower(JsonNode definition, string level)
    {
        var written = definition["tiers"]!["levels"]![level]!;
        foreach (var key in (string[])["at", "keep"])
        {
            if (written[key] is JsonValue sentence)
                written[key] = Number().Replace((string)sentence!, number => Less(number.Value));
        }
    }

    /// <summary>With as many decimals as it has.</summary>
    private static string Less(string number)
    {
        var decimals = number.Length - number.IndexOf('.', StringComparison.Ordinal) - 1;
        var less = decimal.Parse(number, CultureInfo.InvariantCulture) * Kept / Of;
        return number.Contains('.', StringComparison.Ordinal)
            ? Math.Round(less, decimals).ToString("F" + decimals, CultureInfo.InvariantCulture)
            : Math.Max(1, Math.Floor(less)).ToString("F0", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();

    /// <summary>How many more units are held than was recorded.</summary>
    private sealed class Extra(string unit)
    {
        public long Units { get; private set; }

        public void Add(Laurel.Engine.Replaying.Replayed replayed) => Units += Held(replayed.Decision.Events) - Held(replayed.Recorded().Events);

        private long Held(IReadOnlyList<Event> events) => events.OfType<UnitsMoved>().Where(e => e.Unit == unit).Sum(e => e.Amount);
    }
}
