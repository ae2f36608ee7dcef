using System.ComponentModel.DataAnnotations;
using Laurel.Care;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Care;

/// <summary>POST /v1/programs/{program}/cases: a request of a customer came in, was answered or was solved.</summary>
internal static class RecordCaseStep
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/cases", RecordAsync)
        .Needs(Scope.Members)
        .Describe("Record a step of a request", """
            A question or complaint came in, was answered for the first time, or was solved. Only its number and the time are recorded, what was
            written stays where it is. Each step of a request is recorded once; steps may arrive late and in any order.
            """)
        .Takes<CaseBody>().Gives<CaseReply>();

    private static async Task<IResult> RecordAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, CareJson.Default.CaseBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        MemberId? member = null;
        Problem? unknown = null;
        if (body!.Member is not null || body.Identifier is not null)
            (member, unknown) = Recognise.Required(organization.People, program, body.Member, body.Identifier, intake);
        var command = body.Command(context, member, clock.GetUtcNow(), intake);
        if (!intake.IsFine)
            return intake.Problem;
        return unknown ?? await Asking.AskAsync(context, organization, program, command,
            row => new CaseReply(command.Case, body.Step!, row.Command.At, row.Seq), CareJson.Default.CaseReply);
    }
}

public sealed record CaseBody
{
    /// <summary>The number of the request where it is kept.</summary>
    [Required]
    public string? Id { get; init; }

    /// <summary><c>opened</c>, <c>answered</c> or <c>solved</c>.</summary>
    [Required]
    public string? Step { get; init; }

    /// <summary>Who asked; absent where nobody knows.</summary>
    public string? Member { get; init; }
    public IdentifierBody? Identifier { get; init; }

    /// <summary>What it is about, in one word of yours.</summary>
    public string? Topic { get; init; }
    public string? Location { get; init; }
    public string? Channel { get; init; }

    /// <summary>When it happened; absent, now.</summary>
    public DateTimeOffset? At { get; init; }

    internal RecordCase Command(HttpContext context, MemberId? member, DateTimeOffset now, Intake intake)
    {
        if (intake.Required(Step, "step") && Read(Step) is null)
            intake.Wrong("step", "choice", ("choices", "opened, answered, solved"));
        return new RecordCase
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = At ?? now,
            IsTimedByServer = At is null,
            Case = intake.Id(Id, "id"),
            Step = Read(Step) ?? CaseStep.Opened,
            Member = member,
            Topic = intake.IdOrNull(Topic, "topic"),
            Location = intake.IdOrNull(Location, "location"),
            Channel = intake.IdOrNull(Channel, "channel"),
        };
    }

    private static CaseStep? Read(string? step) => step switch
    {
        "opened" => CaseStep.Opened,
        "answered" => CaseStep.Answered,
        "solved" => CaseStep.Solved,
        _ => null,
    };
}

public sealed record CaseReply(string Id, string Step, DateTimeOffset At, long Seq);
