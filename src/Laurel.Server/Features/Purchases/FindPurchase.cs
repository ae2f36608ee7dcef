using System.Text.Json.Serialization;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Purchases;

/// <summary>GET /v1/programs/{program}/purchases/{purchase}: what was bought, what it earned, what came back.</summary>
internal static class FindPurchase
{
    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/purchases/{purchase}", FindAsync)
        .Needs(Scope.Read)
        .Describe("Read a purchase")
        .Gives<FoundPurchaseReply>();

    private static async Task<IResult> FindAsync(HttpContext context, string program, string purchase, OpenOrganization organization)
    {
        var id = new PurchaseId(purchase);
        if (await organization.Journal.Find(program, Key.Purchase(id)) is not { } row)
            return Problem.NotFound("unknown-purchase", "purchase", purchase);
        var returned = await organization.Journal.Read<Returned>(program, Key.Returned(id));
        var currency = ((RecordPurchase)row.Command).Purchase.Currency;
        var bought = PurchaseReplies.Of(row, organization.Program(program), LanguageOf.Request(context.Request));
        var reply = new FoundPurchaseReply(
            returned.Document?.Claim is [Receipts.ReceiptClaimed claimed, ..] ? bought with { Member = (claimed.As ?? claimed.Member).Value } : bought,
            [.. (returned.Document?.Lines ?? []).Select(l => new ReturnedLineReply(l.Line, l.Quantity, JsonMoney.Of(l.Total, currency)))],
            returned.Seq);
        return new JsonAnswer<FoundPurchaseReply>(reply, PurchasesJson.Default.FoundPurchaseReply);
    }
}

/// <summary>A purchase, and the lines that came back so far.</summary>
public sealed record FoundPurchaseReply(PurchaseReply Purchase, IReadOnlyList<ReturnedLineReply> Returned, long Seq);
