using Laurel.Engine;
using Laurel.Receipts;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Purchases;

/// <summary>POST /v1/programs/{program}/purchases/{purchase}/claim: a member shows the receipt of a purchase that was recorded for nobody.</summary>
internal static class ClaimPurchase
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/purchases/{purchase}/claim", ClaimAsync)
        .Needs(Scope.Purchases)
        .Describe("Claim a receipt", """
            A purchase that was recorded for nobody, or for a shopper, becomes a member's: what is left of it earns by the rules of its day, as if it had
            arrived late with her card. What was paid stays as it was. A receipt is claimed once, within the time that the definition's `claims` says.
            """)
        .Takes<ClaimBody>().Gives<ClaimReply>(StatusCodes.Status201Created);

    private static async Task<IResult> ClaimAsync(HttpContext context, string program, string purchase, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, PurchasesJson.Default.ClaimBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var (member, unknown) = Recognise.Required(organization.People, program, body!.Member, body.Identifier, intake);
        if (!intake.IsFine)
            return intake.Problem;
        if (unknown is not null)
            return unknown;
        var command = new ClaimReceipt
        {
            Id = context.CommandId(),
            At = body.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Actor = context.User.Actor(),
            Of = new PurchaseId(purchase),
            Member = member,
            Traits = await TraitsAsync(organization, program, new PurchaseId(purchase), member, body.Segments ?? []),
        };
        var language = LanguageOf.Request(context.Request);
        return await Asking.AskAsync(context, organization, program, command,
            row => ClaimReply.Of(row, organization.Program(program), language), PurchasesJson.Default.ClaimReply,
            location: _ => $"/v1/programs/{program}/purchases/{Uri.EscapeDataString(purchase)}");
    }

    /// <summary>What is known of her, and whether it was bought on her birthday.</summary>
    internal static async Task<Traits> TraitsAsync(
        OpenOrganization organization, string program, PurchaseId purchase, MemberId member, IReadOnlyList<string> segments)
    {
        var bought = await organization.Journal.Find(program, Key.Purchase(purchase));
        var birthday = bought is null ? [] : Birthdays.Of(organization, program, member, bought.Command.At);
        return segments.Count + birthday.Count == 0 ? Traits.None : new Traits { Segments = segments, Birthday = birthday };
    }
}

/// <summary>Who claims it: a member by her id, or by a phone number, e-mail or card.</summary>
public sealed record ClaimBody
{
    public string? Member { get; init; }
    public IdentifierBody? Identifier { get; init; }
    public DateTimeOffset? At { get; init; }

    /// <summary>Segments she is in, for rules that ask.</summary>
    public IReadOnlyList<string>? Segments { get; init; }
}

/// <summary>A claim as the journal has it.</summary>
public sealed record ClaimReply
{
    public required string Purchase { get; init; }
    public required long Seq { get; init; }
    public required string Member { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The local day of the purchase, by whose rules it earns.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What is left of what was paid, tax included.</summary>
    public required JsonMoney Total { get; init; }
    public required IReadOnlyList<EntryReply> Entries { get; init; }
    public required IReadOnlyList<TierChangeReply> TierChanges { get; init; }

    internal static ClaimReply Of(JournalRow row, Program program, Language language)
    {
        var claimed = row.Events.OfType<ReceiptClaimed>().Single();
        return new ClaimReply
        {
            Purchase = claimed.Purchase.Value,
            Seq = row.Seq,
            Member = claimed.Member.Value,
            At = claimed.At,
            Day = claimed.Day,
            Total = JsonMoney.Of(claimed.Total, claimed.Currency),
            Entries = Http.Entries.Of(row.Events, program, language, claimed.Member),
            TierChanges = Http.Entries.Tiers(row.Events, claimed.Member),
        };
    }
}
