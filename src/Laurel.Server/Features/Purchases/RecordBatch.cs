using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Purchases;

/// <summary>
/// POST /v1/programs/{program}/purchases/batch: many baskets, each on its own: one that is wrong does not hold up the others.
/// </summary>
internal static class RecordBatch
{
    private const int LargestBatch = 1000;

    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/purchases/batch", RecordAsync)
        .Needs(Scope.Purchases)
        .Describe("Record many purchases", """
            Records up to 1,000 baskets in the order given. Each row is answered for itself: `status` is what the same basket would have been
            answered alone. Sent again with the same Idempotency-Key, rows that were recorded are answered again and those that were not are tried.
            """)
        .Asks(RecordOnePurchase.Explaining).Takes<BatchBody>().Gives<BatchReply>();

    private static async Task<IResult> RecordAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, PurchasesJson.Default.BatchBody);
        if (malformed is not null)
            return malformed;
        if (body!.Purchases is not { Count: > 0 and <= LargestBatch } purchases)
            return Problem.Malformed("purchases", "count", ("from", 1), ("to", LargestBatch));
        var isDry = context.IsDryRun();
        var language = LanguageOf.Request(context.Request);
        var explained = LanguageOf.Explaining(context.Request);
        var key = context.CommandId().Value;
        var asked = purchases.Select((purchase, i) =>
        {
            var intake = new Intake();
            var (member, unknown) = Recognise.Member(organization.People, program, purchase.Member, purchase.Identifier, intake);
            var id = new CommandId($"{key}#{i}");
            var command = ReadPurchase.Read(purchase, id, context.User.Actor(), member, clock.GetUtcNow(), intake)
                .Hidden(organization, program);
            return RowAsync(i, command, intake.IsFine ? unknown : intake.Problem);
        }).ToArray();
        var rows = await Task.WhenAll(asked);
        return new JsonAnswer<BatchReply>(BatchReply.Of(rows), PurchasesJson.Default.BatchReply) { IsDryRun = isDry };

        async Task<BatchRowReply> RowAsync(int index, RecordPurchase command, Problem? wrong)
        {
            if (wrong is not null)
                return BatchRowReply.Of(index, wrong, language);
            var (row, isReplayed, problem) = await Asking.AnswerAsync(organization, program, command, null, isDry, context.RequestAborted);
            return problem is not null
                ? BatchRowReply.Of(index, problem, language) with { Replayed = isReplayed }
                : new BatchRowReply
                {
                    Index = index,
                    Status = isDry ? StatusCodes.Status200OK : StatusCodes.Status201Created,
                    Replayed = isReplayed,
                    Purchase = PurchaseReplies.Of(row!, organization.Program(program), explained),
                };
        }
    }
}

public sealed record BatchBody
{
    [Required]
    public IReadOnlyList<PurchaseBody>? Purchases { get; init; }
}

/// <summary>What came of each row, in the order in which they were sent.</summary>
public sealed record BatchReply(int Recorded, int Replayed, int Refused, IReadOnlyList<BatchRowReply> Rows)
{
    internal static BatchReply Of(IReadOnlyList<BatchRowReply> rows) => new(
        rows.Count(r => r.Purchase is not null && !r.Replayed), rows.Count(r => r.Purchase is not null && r.Replayed),
        rows.Count(r => r.Purchase is null), rows);
}

public sealed record BatchRowReply
{
    /// <summary>The row's place in the batch, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The HTTP status that this basket would have got alone.</summary>
    public required int Status { get; init; }
    public bool Replayed { get; init; }
    public PurchaseReply? Purchase { get; init; }
    public JsonElement? Problem { get; init; }

    internal static BatchRowReply Of(int index, Problem problem, Language language)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            problem.Write(json, language, null);
        return new BatchRowReply { Index = index, Status = problem.Status, Problem = JsonElement.Parse(buffer.WrittenSpan) };
    }
}
