using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Programs;

/// <summary>A definition while it is being written: it may be wrong, and it changes nothing until it is published.</summary>
internal static class Drafts
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapGet("/draft", Find).Needs(Scope.Read).Describe("Read the draft").Gives<DraftReply>();
        program.MapPut("/draft", SaveAsync).Needs(Scope.Programs)
            .Describe("Save the draft", "Kept as it is sent, also when it is wrong; the answer says what is. `If-Match` refuses to overwrite another's change.")
            .Takes<DefinitionBody>(DefinitionText.YamlType).Gives<DraftReply>();
        program.MapDelete("/draft", DropAsync).Needs(Scope.Programs).Describe("Drop the draft").GivesNothing();
    }

    public static (DefinitionText? Text, Problem? Problem) Text(OpenOrganization organization, string program) =>
        Read(organization, program) is { } draft ? (new DefinitionText(draft.Format, draft.Text), null) : (null, None(program));

    private static IResult Find(HttpContext context, string program, OpenOrganization organization)
    {
        if (Read(organization, program) is not { } draft)
            return None(program);
        context.Response.Headers.ETag = $"\"{draft.Version}\"";
        return new JsonAnswer<DraftReply>(draft.Checked(LanguageOf.Request(context.Request)), ProgramsJson.Default.DraftReply);
    }

    private static async Task<IResult> SaveAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (text, problem) = await DefinitionText.ReadAsync(context);
        if (problem is not null)
            return problem;
        var known = Read(organization, program);
        if (context.Request.Headers.IfMatch is [{ } match] && match != $"\"{known?.Version ?? 0}\"")
            return new Problem(StatusCodes.Status412PreconditionFailed, "changed-meanwhile");
        var draft = new DraftReply
        {
            Version = (known?.Version ?? 0) + 1,
            Format = text!.Format,
            Text = text.Text,
            ChangedAt = clock.GetUtcNow(),
            ChangedBy = context.User.Actor(),
        };
        var reply = OrdinaryAnswer.Json(draft.Checked(LanguageOf.Request(context.Request)), ProgramsJson.Default.DraftReply);
        return await OrdinaryAnswer.OnceAsync(context, organization, ["draft", program, text.Format, text.Text],
            () => ([Save(program, draft)], reply, StatusCodes.Status200OK), clock);
    }

    private static Task<IResult> DropAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock) =>
        OrdinaryAnswer.OnceAsync(context, organization, ["drop-draft", program], () =>
            ([Drop(program)], [], StatusCodes.Status204NoContent), clock);

    internal static OrdinaryWrite Drop(string program) => new("DELETE FROM drafts WHERE program = @program", ("@program", program));

    internal static OrdinaryWrite Save(string program, DraftReply draft) => new(
        """
        INSERT INTO drafts (program, version, format, text, changed_at, changed_by) VALUES (@program, @version, @format, @text, @at, @by)
        ON CONFLICT (program) DO UPDATE SET version = excluded.version, format = excluded.format, text = excluded.text,
            changed_at = excluded.changed_at, changed_by = excluded.changed_by
        WHERE drafts.version = excluded.version - 1
        """,
        ("@program", program), ("@version", draft.Version), ("@format", draft.Format), ("@text", draft.Text),
        ("@at", draft.ChangedAt.Text()), ("@by", draft.ChangedBy))
    { MustChange = true };

    internal static DraftReply? Read(OpenOrganization organization, string program)
    {
        using var connection = organization.Journal.Connect();
        return connection.First(row => new DraftReply
        {
            Version = row.GetInt32(0),
            Format = row.GetString(1),
            Text = row.GetString(2),
            ChangedAt = row.Instant(3),
            ChangedBy = row.GetString(4),
        }, "SELECT version, format, text, changed_at, changed_by FROM drafts WHERE program = $1", program);
    }

    private static Problem None(string program) => Problem.NotFound("unknown-draft", "program", program);
}

public sealed record DraftReply
{
    public required int Version { get; init; }

    /// <summary>json or yaml.</summary>
    public required string Format { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
    public IReadOnlyList<DefinitionProblemReply> Problems { get; init; } = [];

    internal DraftReply Checked(Language language) => this with
    {
        Problems = [.. new DefinitionText(Format, Text).Read().Reading.Problems.Select(p => new DefinitionProblemReply(p.Line, p.Code, p.Say(language)))],
    };
}

/// <summary>What is wrong in a definition, and on which line, from 1.</summary>
public sealed record DefinitionProblemReply(int Line, string Code, string Message);
