using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Members;

/// <summary>By what a member is known: added, listed, taken away, looked up.</summary>
internal static class Identifiers
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapGet("/members/{member}/identifiers", ListAsync).Needs(Scope.Members)
            .Describe("List a member's identifiers", "Reading personal data is written to the audit log.").Gives<IdentifiersReply>();
        program.MapPost("/members/{member}/identifiers", AddAsync).Needs(Scope.Members)
            .Describe("Add an identifier").Takes<IdentifierBody>().Gives<AddedIdentifierReply>(StatusCodes.Status201Created);
        program.MapDelete("/members/{member}/identifiers/{identifier}", RemoveAsync).Needs(Scope.Members)
            .Describe("Take an identifier away").GivesNothing();
        program.MapGet("/members", LookUpAsync).Needs(Scope.Read)
            .Describe("Look a member up", "By one of `phone`, `email`, `card` or `external`, exactly. Without any, the list of members by id.")
            .Asks(("phone", "Written in any usual way."), ("email", ""), ("card", ""), ("external", "The merchant's own number."))
            .InPages().Gives<Paged<MemberIdReply>>();
    }

    public static Problem Taken(Identifier identifier, MemberId by) => new(StatusCodes.Status409Conflict, "identifier-taken")
    {
        Facts = new Dictionary<string, string> { ["identifier_type"] = identifier.Kind.Word(), ["member"] = by.Value },
    };

    private static async Task<IResult> ListAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        if (await UnknownAsync(organization, program, member) is { } unknown)
            return unknown;
        await organization.Writer.Write([Audit.Of(clock, context.User, "read-person", $"{program}/{member}")], context.RequestAborted);
        var person = organization.People.Of(program, new MemberId(member));
        var reply = new IdentifiersReply(person.Name, person.Language, [.. person.Identifiers.Select(IdentifierReply.Of)]);
        return new JsonAnswer<IdentifiersReply>(reply, MembersJson.Default.IdentifiersReply);
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, MembersJson.Default.IdentifierBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        if (body!.Read(intake, "") is not { } identifier)
            return intake.Problem;
        if (await UnknownAsync(organization, program, member) is { } unknown)
            return unknown;
        if (organization.People.Find(program, identifier) is { } holder && holder.Value != member)
            return Taken(identifier, holder);
        var added = await OrdinaryAnswer.OnceAsync(context, organization, ["add-identifier", program, member, identifier.Kind.Word(), identifier.Value], () =>
        {
            var (id, rows) = organization.People.Add(program, new MemberId(member), identifier);
            var reply = new AddedIdentifierReply(id, identifier.Kind.Word(), clock.GetUtcNow());
            return ([.. rows, Audit.Of(clock, context.User, "add-identifier", $"{program}/{member}")],
                OrdinaryAnswer.Json(reply, MembersJson.Default.AddedIdentifierReply), StatusCodes.Status201Created);
        }, clock);
        await KnownOf.NoteAsync(context, organization, program, new MemberId(member), clock);
        return added;
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string program, string member, string identifier, OpenOrganization organization, TimeProvider clock)
    {
        try
        {
            var removed = await OrdinaryAnswer.OnceAsync(context, organization, ["remove-identifier", program, member, identifier], () =>
                ([.. People.Remove(program, new MemberId(member), identifier), Audit.Of(clock, context.User, "remove-identifier", $"{program}/{member}")],
                    [], StatusCodes.Status204NoContent), clock);
            await KnownOf.NoteAsync(context, organization, program, new MemberId(member), clock);
            return removed;
        }
        catch (WriteRefusedException)
        {
            return Problem.NotFound("unknown-identifier", "identifier", identifier);
        }
    }

    private static async Task<IResult> LookUpAsync(HttpContext context, string program, OpenOrganization organization)
    {
        var intake = new Intake();
        foreach (var kind in Enum.GetValues<IdentifierKind>())
        {
            if (context.Request.Query[kind.Word()] is not [{ } value])
                continue;
            if (new IdentifierBody(kind.Word(), value).Read(intake, kind.Word()) is not { } identifier)
                return intake.Problem;
            MemberIdReply[] found = organization.People.Find(program, identifier) is { } member ? [new MemberIdReply(member.Value)] : [];
            return new JsonAnswer<Paged<MemberIdReply>>(new Paged<MemberIdReply>(found, null, false), MembersJson.Default.PagedMemberIdReply);
        }
        return await MemberList.PageAsync(context, program, organization);
    }

    private static async Task<Problem?> UnknownAsync(OpenOrganization organization, string program, string member) =>
        (await organization.Journal.Read<Member>(program, Key.Member(new MemberId(member)))).Document is null
            ? Problem.NotFound("unknown-member", "member", member)
            : null;
}

public sealed record IdentifierReply(string Id, string Type, string Value, DateTimeOffset AddedAt)
{
    internal static IdentifierReply Of(KnownIdentifier known) =>
        new(known.Id, known.Identifier.Kind.Word(), known.Identifier.Value, known.Added);
}

/// <summary>What was added; the value is not repeated, so that no answer that is kept holds personal data.</summary>
public sealed record AddedIdentifierReply(string Id, string Type, DateTimeOffset AddedAt);

public sealed record IdentifiersReply(string? Name, string? Language, IReadOnlyList<IdentifierReply> Identifiers);

public sealed record MemberIdReply(string Id);
