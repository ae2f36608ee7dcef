using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Redemptions;

/// <summary>POST /v1/programs/{program}/redemptions: sets the units of a reward aside, or uses them at once.</summary>
internal static class Redeem
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/redemptions", RedeemAsync)
        .Needs(Scope.Redemptions)
        .Describe("Reserve a reward", """
            Sets the units aside so that nothing else can use them; capture uses them, release frees them. With `at_once` they are used in one step.
            """)
        .Takes<RedeemBody>().Gives<RedemptionStepReply>(StatusCodes.Status201Created);

    private static async Task<IResult> RedeemAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, RedemptionsJson.Default.RedeemBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var (member, unknown) = Recognise.Required(organization.People, program, body!.Member, body.Identifier, intake);
        var command = body.Command(context, organization, member, clock.GetUtcNow(), intake);
        if (!intake.IsFine)
            return intake.Problem;
        return unknown ?? await Asking.AskAsync(context, organization, program, command,
            row => RedemptionStepReply.Of(row, organization.Program(program), LanguageOf.Request(context.Request)),
            RedemptionsJson.Default.RedemptionStepReply,
            location: _ => $"/v1/programs/{program}/redemptions/{Uri.EscapeDataString(command.Redemption.Value)}");
    }
}

public sealed record RedeemBody
{
    /// <summary>The number of the redemption; absent, one is made from the Idempotency-Key.</summary>
    public string? Id { get; init; }
    public string? Member { get; init; }
    public IdentifierBody? Identifier { get; init; }
    [Required]
    public string? Reward { get; init; }

    [JsonConverter(typeof(JsonDecimal))]
    public decimal? Quantity { get; init; }

    /// <summary>How many units, for rewards where the member chooses.</summary>
    public long? Units { get; init; }

    /// <summary>Until when the reservation holds; absent is until it is closed.</summary>
    public DateTimeOffset? Until { get; init; }
    /// <summary>Whose units are used first, by partner; absent lets the partner decide.</summary>
    public IReadOnlyList<string>? UsesFirst { get; init; }
    public bool? AtOnce { get; init; }
    public string? Location { get; init; }
    public DateTimeOffset? At { get; init; }

    /// <summary>Segments the member is in, where the merchant knows them.</summary>
    public IReadOnlyList<string>? Segments { get; init; }

    internal ReserveReward Command(HttpContext context, OpenOrganization organization, MemberId member, DateTimeOffset now, Intake intake) => new()
    {
        Id = context.CommandId(),
        Actor = context.User.Actor(),
        At = At ?? now,
        IsTimedByServer = At is null,
        Redemption = new RedemptionId(intake.IdOrNull(Id, "id") ?? organization.NameFrom("red_", "redemption", context.CommandId().Value)),
        Member = member,
        Reward = intake.Id(Reward, "reward"),
        Quantity = intake.Decimal(Quantity ?? 1, "quantity", 6),
        Units = Units,
        UsesFirst = UsesFirst ?? [],
        Until = Until,
        AtOnce = AtOnce ?? false,
        Location = intake.IdOrNull(Location, "location"),
        Traits = Segments is { Count: > 0 } ? new Traits { Segments = Segments } : Traits.None,
    };
}
