using System.Text.Json.Serialization;
using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Purchases;

/// <summary>POST /v1/programs/{program}/purchases/{purchase}/returns: goods come back.</summary>
internal static class ReturnPurchase
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/purchases/{purchase}/returns", ReturnAsync)
        .Needs(Scope.Purchases)
        .Describe("Return lines of a purchase", """
            Undoes lines of a purchase, wholly or in part, by the rules of the day on which it was bought. Without lines, all that is left comes back.
            """)
        .Takes<ReturnBody>().Gives<ReturnReply>(StatusCodes.Status201Created);

    private static async Task<IResult> ReturnAsync(
        HttpContext context, string program, string purchase, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, PurchasesJson.Default.ReturnBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var command = Read(body!, context, purchase, organization, clock.GetUtcNow(), intake);
        if (!intake.IsFine)
            return intake.Problem;
        var language = LanguageOf.Request(context.Request);
        var bought = await organization.Journal.Find(program, Key.Purchase(command.Of));
        var currency = (bought?.Command as RecordPurchase)?.Purchase.Currency ?? "";
        return await Asking.AskAsync(context, organization, program, command,
            row => ReturnReply.Of(row, currency, organization.Program(program), language), PurchasesJson.Default.ReturnReply,
            location: _ => $"/v1/programs/{program}/purchases/{Uri.EscapeDataString(purchase)}");
    }

    private static ReturnLines Read(
        ReturnBody body, HttpContext context, string purchase, OpenOrganization organization, DateTimeOffset now, Intake intake) => new()
        {
            Id = context.CommandId(),
            At = body.At ?? now,
            IsTimedByServer = body.At is null,
            Actor = context.User.Actor(),
            Return = new ReturnId(intake.IdOrNull(body.Id, "id") ?? organization.NameFrom("ret_", "return", purchase, context.CommandId().Value)),
            Of = new PurchaseId(purchase),
            Lines = [.. (body.Lines ?? []).Select((line, i) => ReadLine(line, intake, $"lines[{i}]"))],
        };

    private static LineBack ReadLine(LineBackBody line, Intake intake, string path)
    {
        if (line.Line is null == line.Sku is null)
            intake.Wrong(path, "one-of", ("other", "line, sku"));
        return new LineBack
        {
            Line = line.Line,
            Sku = intake.IdOrNull(line.Sku, path + ".sku"),
            Quantity = line.Quantity is { } quantity ? intake.Decimal(quantity, path + ".quantity", 6) : null,
        };
    }
}

/// <summary>What comes back.</summary>
public sealed record ReturnBody
{
    /// <summary>The number of the return; absent, one is made from the Idempotency-Key.</summary>
    public string? Id { get; init; }
    public DateTimeOffset? At { get; init; }

    /// <summary>Absent or empty: all that is left.</summary>
    public IReadOnlyList<LineBackBody>? Lines { get; init; }
}

/// <summary>A line by its number, or a SKU wherever the basket has it; without quantity, all that is left of it.</summary>
public sealed record LineBackBody
{
    public int? Line { get; init; }
    public string? Sku { get; init; }

    [JsonConverter(typeof(JsonDecimal))]
    public decimal? Quantity { get; init; }
}

/// <summary>A return as the journal has it.</summary>
public sealed record ReturnReply
{
    public required string Id { get; init; }
    public required string Purchase { get; init; }
    public required long Seq { get; init; }
    public string? Member { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What the customer gets back, tax included.</summary>
    public required JsonMoney Total { get; init; }

    /// <summary>What of it goes back to gift cards and credit that had paid; the rest is given back otherwise.</summary>
    public required IReadOnlyList<StoredMoneyReply> ToCards { get; init; }
    public required IReadOnlyList<ReturnedLineReply> Lines { get; init; }

    /// <summary>Nothing of the purchase is left.</summary>
    public required bool IsWhole { get; init; }
    public required IReadOnlyList<EntryReply> Entries { get; init; }
    public required IReadOnlyList<TierChangeReply> TierChanges { get; init; }

    internal static ReturnReply Of(JournalRow row, string currency, Program program, Language language)
    {
        var returned = row.Events.OfType<LinesReturned>().Single();
        return new ReturnReply
        {
            Id = returned.Return.Value,
            Purchase = returned.Purchase.Value,
            Seq = row.Seq,
            Member = returned.Member?.Value,
            At = returned.At,
            Total = JsonMoney.Of(returned.Total, currency),
            ToCards = StoredMoneyReply.Of(row.Events, currency, program, sign: 1),
            Lines = [.. returned.Lines.Select(l => new ReturnedLineReply(l.Line, l.Quantity, JsonMoney.Of(l.Total, currency)))],
            IsWhole = returned.IsWhole,
            Entries = Http.Entries.Of(row.Events, program, language, returned.Member),
            TierChanges = Http.Entries.Tiers(row.Events, returned.Member),
        };
    }
}

public sealed record ReturnedLineReply(int Line, [property: JsonConverter(typeof(JsonDecimal))] decimal Quantity, JsonMoney Total);
