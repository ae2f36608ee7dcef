using Laurel.Server.Privacy;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Pieces;

namespace Laurel.Server.Features.Members.Searching;

/// <summary>A member in a list of members.</summary>
public sealed record MemberRow
{
    public required string Id { get; init; }
    public string? Name { get; init; }

    /// <summary>Masked.</summary>
    public required IReadOnlyList<string> Identifiers { get; init; }
    public string? Tier { get; init; }
    public Tone TierTone { get; init; }
    public required string Balance { get; init; }
    public required string LastVisit { get; init; }

    internal static MemberRow Of(Member member, Person person, ProgramInView program)
    {
        var shown = new Shown(program.Rules!.Definition, program.Language);
        var tier = Tiers.TierProgress.Of(program.Rules, member, program.Now);
        return new MemberRow
        {
            Id = member.Id.Value,
            Name = person.Name,
            Identifiers = [.. person.Identifiers.Select(i => i.Identifier.Masked())],
            Tier = tier is null ? null : tier.Level.Name?.In(program.Language) ?? tier.Level.Id,
            TierTone = tier is null || tier.Level.Id == program.Rules.Definition.Levels[0] ? Tone.Plain : tier.Next is null ? Tone.Gold : Tone.Good,
            Balance = string.Join(" · ", shown.Definition.Units.Select(u => shown.Units(member.Balance(u.Id, program.Now).Available, u.Id))),
            LastVisit = member.LastVisit is { } day ? shown.Day(day) : "",
        };
    }
}
