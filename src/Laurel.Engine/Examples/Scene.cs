using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>A program of an example: in whose file, under which definition, and with whom it begins.</summary>
internal sealed record Scene(string Name, Writer Writer, string Program, StepReader Reader, Mapping Document, Mapping Given)
{
    /// <summary>The account in which a member goes on; null where there is none.</summary>
    public async Task<Member?> Member(MemberId id)
    {
        var own = (await Writer.Reader.Read<Member>(Program, Key.Member(id))).Document;
        return own?.MergedInto is { } into ? await Member(into) : own;
    }

    /// <summary>The same with what is due for her at an instant, where her level is that of her household: who stands alone can be asked herself.</summary>
    public async Task<Member?> Member(MemberId id, DateTimeOffset at)
    {
        var member = await Member(id);
        if (member is not { Household: not null } || at < member.Until || Writer.Programs[Program].At(at)?.Definition.Tiers is not { PerHousehold: true })
            return member;
        var pass = new PassTime { Id = new CommandId($"as-of-{at:O}"), Member = member.Id, At = at };
        return await Writer.DryRun(Program, pass) is Answer.Decided { Row.Events: var events }
            ? (Member?)events.Aggregate((Document?)member, (known, happened) =>
                Evolve.Touched(happened).Contains(Key.Member(member.Id)) ? Evolve.Apply(Key.Member(member.Id), known, happened) : known)
            : member;
    }

    /// <summary>The definition's keys, with those of the changes in place of its own.</summary>
    public static Mapping Changed(Mapping document, Mapping changes)
    {
        var names = changes.Pairs.Select(p => p.Key).ToHashSet();
        return new Mapping([.. document.Pairs.Where(p => !names.Contains(p.Key)), .. changes.Pairs], document.Line);
    }
}

/// <summary>An organization, or a program, that an example names: <c>{changes: {rewards: …}, given: {ada: …}}</c>.</summary>
internal sealed record Cast(string Name, bool HasOwnFile, Mapping Changes, Mapping Given)
{
    public static IEnumerable<Cast> Read(Example example, List<Problem> problems) =>
        Read(example.Organizations, true, problems).Concat(Read(example.Programs, false, problems));

    private static IEnumerable<Cast> Read(Mapping all, bool hasOwnFile, List<Problem> problems)
    {
        foreach (var pair in all.Pairs)
        {
            var fields = new Fields(pair.Value, problems);
            yield return new Cast(pair.Key, hasOwnFile, Mapping("changes"), Mapping("given"));
            fields.End();

            Mapping Mapping(string key) => fields.Read(key, new Mapping([], pair.Line), n => n as Mapping ?? throw Fields.Malformed(n, "mapping-expected"));
        }
    }
}
