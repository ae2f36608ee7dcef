using Laurel.Care;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Privacy;

/// <summary>Which attributes of a person are kept here, by name; the ledger learns that much and no more.</summary>
internal static class KnownOf
{
    private const string Name = "name";
    private const string Language = "language";
    private const string Birthday = "birthday";
    private static readonly string[] All = [Name, Language, Birthday, .. Enum.GetValues<IdentifierKind>().Select(kind => kind.Word())];

    public static IReadOnlyList<string> Attributes(Introduction said) => Attributes(
        said.Name is not null, said.Language is not null, said.Born is not null, said.Identifiers);

    /// <summary>Notes what is kept now of a member, after something was added or taken away. The same again changes nothing.</summary>
    public static async Task NoteAsync(HttpContext context, OpenOrganization organization, string program, MemberId member, TimeProvider clock)
    {
        if (context.IsDryRun())
            return;
        var person = organization.People.Of(program, member);
        var known = Attributes(person.Name is not null, person.Language is not null, person.Born is not null, person.Identifiers.Select(i => i.Identifier));
        await organization.Writer.Submit(program, new NoteProfile
        {
            Id = new CommandId(context.CommandId().Value + "/profile"),
            Actor = context.User.Actor(),
            At = clock.GetUtcNow(),
            IsTimedByServer = true,
            Member = member,
            Filled = known,
            Emptied = [.. All.Except(known)],
        }, null, CancellationToken.None);
    }

    private static List<string> Attributes(bool hasName, bool hasLanguage, bool isBorn, IEnumerable<Identifier> identifiers)
    {
        List<string> known = [];
        if (hasName)
            known.Add(Name);
        if (hasLanguage)
            known.Add(Language);
        if (isBorn)
            known.Add(Birthday);
        known.AddRange(identifiers.Select(i => i.Kind.Word()).Distinct());
        return known;
    }
}
