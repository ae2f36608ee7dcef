using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Programs;

/// <summary>The programs of an organization, and what the current version of one says.</summary>
internal static class ReadPrograms
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/programs", List).Needs(Scope.Read).Describe("List programs").Gives<ProgramsReply>();
        v1.MapGet("/programs/{program}", FindAsync).Needs(Scope.Read)
            .Describe("Read a program", "Units, tiers and rewards of the version in force, with their names in the caller's language.").Gives<ProgramReply>();
    }

    private static IResult List(HttpContext context, OpenOrganization organization, TimeProvider clock)
    {
        var language = LanguageOf.Request(context.Request);
        ProgramSummary[] programs =
        [
            .. organization.Writer.Programs.Values.Where(p => p.Versions.Count > 0).OrderBy(p => p.Id, StringComparer.Ordinal)
                .Select(p => new ProgramSummary(p.Id, p.At(clock.GetUtcNow())!.Definition.Name.In(language), p.At(clock.GetUtcNow())!.Version)),
        ];
        return new JsonAnswer<ProgramsReply>(new ProgramsReply(programs), ProgramsJson.Default.ProgramsReply);
    }

    private static async Task<IResult> FindAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        if (organization.Program(program).At(clock.GetUtcNow()) is not { } rules)
            return Problem.NotFound("unknown-program", "program", program);
        var heads = await organization.Journal.Heads();
        return new JsonAnswer<ProgramReply>(ProgramReply.Of(rules, heads[program], LanguageOf.Request(context.Request)), ProgramsJson.Default.ProgramReply);
    }
}

public sealed record ProgramsReply(IReadOnlyList<ProgramSummary> Data);

public sealed record ProgramSummary(string Id, string Name, int Version);

public sealed record ProgramReply
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The version in force.</summary>
    public required int Version { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>IANA.</summary>
    public required string Zone { get; init; }
    public DateOnly? Starts { get; init; }
    public DateOnly? Ends { get; init; }
    public required IReadOnlyList<UnitReply> Units { get; init; }
    public required IReadOnlyList<NamedReply> Tiers { get; init; }
    public required IReadOnlyList<NamedReply> Rewards { get; init; }
    public required long Seq { get; init; }

    internal static ProgramReply Of(Rules rules, long seq, Language language)
    {
        var definition = rules.Definition;
        return new ProgramReply
        {
            Id = definition.Id,
            Name = definition.Name.In(language),
            Version = rules.Version,
            Currency = definition.Currency.Code,
            Zone = definition.Calendar.Zone.Id,
            Starts = definition.Starts,
            Ends = definition.Ends,
            Units = [.. definition.Units.Select(u => new UnitReply(u.Id, u.Name.For(1, language), u.Name.For(2, language), u.Decimals))],
            Tiers = [.. (definition.Tiers?.Levels ?? []).Select(l => new NamedReply(l.Id, l.Name?.In(language) ?? l.Id))],
            Rewards = [.. definition.Rewards.Select(r => new NamedReply(r.Id, r.Name?.In(language) ?? r.Id))],
            Seq = seq,
        };
    }
}

/// <summary>A unit; amounts of it are whole numbers of 10^-decimals.</summary>
public sealed record UnitReply(string Id, string One, string Many, int Decimals);

public sealed record NamedReply(string Id, string Name);
