using System.ComponentModel.DataAnnotations;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Redemptions;

/// <summary>What becomes of a reservation: captured or released; a captured one can be cancelled.</summary>
internal static class Conclude
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapPost("/redemptions/{redemption}/capture", CaptureAsync).Needs(Scope.Redemptions)
            .Describe("Capture a redemption", "Uses the units that were set aside, or fewer; what is not used is free again.")
            .Takes<CaptureBody>().Gives<RedemptionStepReply>();
        program.MapPost("/redemptions/{redemption}/release", ReleaseAsync).Needs(Scope.Redemptions)
            .Describe("Release a redemption", "Gives the reservation up.").Takes<TimeBody>().Gives<RedemptionStepReply>();
        program.MapPost("/redemptions/{redemption}/cancel", CancelAsync).Needs(Scope.Redemptions)
            .Describe("Cancel a redemption", "Undoes a captured redemption: the units go back to the lots they came from.")
            .Takes<CancelBody>().Gives<RedemptionStepReply>();
        program.MapPost("/redemptions/{redemption}/fulfilment", AdvanceAsync).Needs(Scope.Redemptions)
            .Describe("Say how far a redemption is on its way", """
                For rewards that are handed over by delivery (ordered, shipped, delivered) or by collection (ordered, shipped where it has to be, collected).
                They are ordered as they are captured. A step backwards or twice is refused.
                """)
            .Takes<FulfilmentBody>().Gives<RedemptionStepReply>();
        program.MapGet("/redemptions/{redemption}", FindAsync).Needs(Scope.Read)
            .Describe("Read a redemption").Gives<RedemptionReply>();
    }

    private static async Task<IResult> CaptureAsync(
        HttpContext context, string program, string redemption, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, RedemptionsJson.Default.CaptureBody);
        return malformed ?? await AskAsync(context, organization, program, new CaptureRedemption
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body!.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Redemption = new RedemptionId(redemption),
            Units = body.Units,
        });
    }

    private static async Task<IResult> ReleaseAsync(
        HttpContext context, string program, string redemption, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, RedemptionsJson.Default.TimeBody);
        return malformed ?? await AskAsync(context, organization, program, new ReleaseRedemption
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body!.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Redemption = new RedemptionId(redemption),
        });
    }

    private static async Task<IResult> CancelAsync(
        HttpContext context, string program, string redemption, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, RedemptionsJson.Default.CancelBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var command = new CancelRedemption
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body!.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Redemption = new RedemptionId(redemption),
            Reason = intake.Text(body.Reason, "reason"),
        };
        return intake.IsFine ? await AskAsync(context, organization, program, command) : intake.Problem;
    }

    private static async Task<IResult> AdvanceAsync(
        HttpContext context, string program, string redemption, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, RedemptionsJson.Default.FulfilmentBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        if (intake.Required(body!.Stage, "stage") && Words.Read(body.Stage!) is null)
            intake.Wrong("stage", "choice", ("choices", "shipped, delivered, collected"));
        return !intake.IsFine ? intake.Problem : await AskAsync(context, organization, program, new AdvanceFulfilment
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Redemption = new RedemptionId(redemption),
            Stage = Words.Read(body.Stage!)!.Value,
        });
    }

    private static async Task<IResult> FindAsync(string program, string redemption, OpenOrganization organization, TimeProvider clock)
    {
        var read = await organization.Journal.Read<Redemption>(program, Key.Redemption(new RedemptionId(redemption)));
        return read.Document is { } found
            ? new JsonAnswer<RedemptionReply>(RedemptionReply.Of(found, read.Seq, clock.GetUtcNow()), RedemptionsJson.Default.RedemptionReply)
            : Problem.NotFound("unknown-redemption", "redemption", redemption);
    }

    private static Task<IResult> AskAsync(HttpContext context, OpenOrganization organization, string program, Command command) =>
        Asking.AskAsync(context, organization, program, command,
            row => RedemptionStepReply.Of(row, organization.Program(program), LanguageOf.Request(context.Request)),
            RedemptionsJson.Default.RedemptionStepReply);
}

public sealed record CaptureBody
{
    /// <summary>Fewer units than were set aside; absent is all of them.</summary>
    public long? Units { get; init; }
    public DateTimeOffset? At { get; init; }
}

public sealed record CancelBody
{
    [Required]
    public string? Reason { get; init; }
    public DateTimeOffset? At { get; init; }
}

public sealed record FulfilmentBody
{
    /// <summary>shipped, delivered or collected.</summary>
    [Required]
    public string? Stage { get; init; }
    public DateTimeOffset? At { get; init; }
}

/// <summary>Only when it happened; absent is now.</summary>
public sealed record TimeBody
{
    public DateTimeOffset? At { get; init; }
}
