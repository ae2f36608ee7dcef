using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Purchases;

/// <summary>POST /v1/programs/{program}/purchases: one basket.</summary>
internal static class RecordOnePurchase
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/purchases", RecordAsync)
        .Needs(Scope.Purchases)
        .Describe("Record a purchase", """
            Records a basket, prices it, and gives what it earns. The receipt's id is unique in the program: the same receipt again, also
            with another Idempotency-Key, gets the first answer and has no second effect.
            """)
        .Asks(Explaining).Takes<PurchaseBody>().Gives<PurchaseReply>(StatusCodes.Status201Created);

    /// <summary>Tills that print no sentence need not wait for one to be written.</summary>
    internal static readonly (string Name, string Text) Explaining =
        ("explain", "true adds to each part and miss the sentence that explains it, in the language of Accept-Language.");

    private static async Task<IResult> RecordAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, PurchasesJson.Default.PurchaseBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var (member, unknown) = Recognise.Member(organization.People, program, body!.Member, body.Identifier, intake);
        var command = ReadPurchase.Read(body, context.CommandId(), context.User.Actor(), member, clock.GetUtcNow(), intake)
            .Hidden(organization, program);
        if (!intake.IsFine)
            return intake.Problem;
        if (unknown is not null)
            return unknown;
        var language = LanguageOf.Explaining(context.Request);
        return await Asking.AskAsync(context, organization, program, command,
            row => PurchaseReplies.Of(row, organization.Program(program), language), PurchasesJson.Default.PurchaseReply,
            location: row => $"/v1/programs/{program}/purchases/{Uri.EscapeDataString(command.Purchase.Id.Value)}");
    }
}
