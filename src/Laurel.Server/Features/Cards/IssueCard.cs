using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Cards;

/// <summary>POST /v1/programs/{program}/cards: a gift card, empty or with money on it.</summary>
internal static class IssueCard
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/cards", IssueAsync)
        .Needs(Scope.Adjust)
        .Describe("Issue a gift card", """
            Makes a card whose number nobody can guess, for money that is given away or comes from another system. A card that is sold needs no
            call of its own: the line of the purchase that sells it names the number under `loads`.
            """)
        .Takes<CardBody>().Gives<CardReply>(StatusCodes.Status201Created);

    private static async Task<IResult> IssueAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, CardsJson.Default.CardBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var definition = organization.Program(program).At(body!.At ?? clock.GetUtcNow())?.Definition;
        var unit = body.Amount is null ? null : StoredUnit.Of(definition, body.Unit, body.Amount, intake);
        var command = body.Command(context, organization, program, unit, clock.GetUtcNow(), intake);
        if (!intake.IsFine)
            return intake.Problem;
        return await Asking.AskAsync(context, organization, program, command, row => CardReply.Of(row, command.Member, organization.Program(program)),
            CardsJson.Default.CardReply, location: _ => $"/v1/programs/{program}/cards/{Uri.EscapeDataString(command.Member.Value)}");
    }
}

public sealed record CardBody
{
    /// <summary>Its number, where it is printed already; absent, one is made that nobody can guess.</summary>
    public string? Id { get; init; }

    /// <summary>What is put on it; absent is nothing yet.</summary>
    public JsonMoney? Amount { get; init; }

    /// <summary>The unit of stored money; absent is the one in the amount's currency.</summary>
    public string? Unit { get; init; }

    /// <summary>The first instant at which it can no longer be used; absent, the definition says.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The one member who may pay with it; absent is whoever has it.</summary>
    public string? Owner { get; init; }

    /// <summary>It cannot be used: lost, or not sold yet.</summary>
    public bool? Inactive { get; init; }
    public DateTimeOffset? At { get; init; }

    internal EnrolMember Command(
        HttpContext context, OpenOrganization organization, string program, string? unit, DateTimeOffset now, Intake intake) => new()
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = At ?? now,
            IsTimedByServer = At is null,
            Member = new MemberId(intake.IdOrNull(Id, "id") ?? organization.NameFrom("card_", "card", program, context.CommandId().Value)),
            IsCard = true,
            IsInactive = Inactive ?? false,
            Owner = intake.IdOrNull(Owner, "owner") is { } owner ? new MemberId(owner) : null,
            Opening = unit is null ? [] : [new OpeningLot { Unit = unit, Amount = Amount!.Amount!.Value, Expires = ExpiresAt }],
        };
}

/// <summary>What is done to a card by hand.</summary>
public sealed record TopUpBody
{
    /// <summary>What is put on it; negative takes it off.</summary>
    [Required]
    public JsonMoney? Amount { get; init; }

    /// <summary>The unit of stored money; absent is the one in the amount's currency.</summary>
    public string? Unit { get; init; }
    [Required]
    public string? Reason { get; init; }
    public DateTimeOffset? At { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CardBody))]
[JsonSerializable(typeof(TopUpBody))]
[JsonSerializable(typeof(CardReply))]
internal sealed partial class CardsJson : JsonSerializerContext;
