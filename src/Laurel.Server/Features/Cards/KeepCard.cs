using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Cards;

/// <summary>GET /v1/programs/{program}/cards/{card} and …/top-ups: what is on a gift card, and money put on it by hand.</summary>
internal static class KeepCard
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapGet("/cards/{card}", ReadAsync).Needs(Scope.Read)
            .Describe("Read a gift card", "What is on it now, and until when.").Gives<CardReply>();
        program.MapPost("/cards/{card}/top-ups", TopUpAsync).Needs(Scope.Adjust)
            .Describe("Top a gift card up by hand", """
                Puts money on a card, or takes it off, with a reason. Money that a customer pays for is put on it by a purchase: a line that `loads` it.
                """)
            .Takes<TopUpBody>().Gives<CardReply>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReadAsync(string program, string card, OpenOrganization organization, TimeProvider clock) =>
        await MemberNow.FindAsync(organization, program, new MemberId(card), clock.GetUtcNow()) is { Member.IsCard: true } now
            ? new JsonAnswer<CardReply>(CardReply.Of(now), CardsJson.Default.CardReply)
            : Unknown(card);

    private static async Task<IResult> TopUpAsync(HttpContext context, string program, string card, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, CardsJson.Default.TopUpBody);
        if (malformed is not null)
            return malformed;
        var now = body!.At ?? clock.GetUtcNow();
        if (await MemberNow.FindAsync(organization, program, new MemberId(card), now) is not { Member.IsCard: true })
            return Unknown(card);
        var intake = new Intake();
        intake.Required(body.Amount, "amount");
        var amount = body.Amount ?? JsonMoney.Of(0, "");
        if (amount.Amount == 0)
            intake.Wrong("amount.amount", "zero");
        var command = new AdjustUnits
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = now,
            IsTimedByServer = body.At is null,
            Member = new MemberId(card),
            Unit = StoredUnit.Of(organization.Program(program).At(now)?.Definition, intake.IdOrNull(body.Unit, "unit"), amount, intake),
            Amount = amount.Amount ?? 0,
            Reason = intake.Text(body.Reason, "reason"),
        };
        return intake.IsFine
            ? await Asking.AskAsync(context, organization, program, command, row => CardReply.Of(row, command.Member, organization.Program(program)),
                CardsJson.Default.CardReply, location: _ => $"/v1/programs/{program}/cards/{Uri.EscapeDataString(card)}")
            : intake.Problem;
    }

    private static Problem Unknown(string card) => Problem.NotFound("unknown-card", "card", card);
}
