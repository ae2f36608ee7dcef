using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Giving;

/// <summary>GET /v1/programs/{program}/causes: what was given to each cause, and what was paid out.</summary>
internal static class ReadCauses
{
    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/causes", ReadAsync)
        .Needs(Scope.Read)
        .Describe("Read causes", "Each cause has an account of its own: given less paid out is what is there. Read off the journal.")
        .Gives<CausesReply>();

    private static async Task<IResult> ReadAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        if (organization.Program(program).At(clock.GetUtcNow())?.Definition is not { } definition)
            return Problem.NotFound("unknown-program", "program", program);
        var causes = await CauseAccounts.ReadAsync(organization.Journal, program, definition, LanguageOf.Request(context.Request));
        return new JsonAnswer<CausesReply>(new CausesReply(causes), GivingJson.Default.CausesReply);
    }
}

public sealed record CausesReply(IReadOnlyList<CauseReply> Data);

/// <summary>The account of a cause.</summary>
public sealed record CauseReply
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>All that was given, less what returns took back.</summary>
    public required JsonMoney Given { get; init; }
    public required JsonMoney Paid { get; init; }
    public required JsonMoney There { get; init; }
}

public sealed record PaymentToCauseBody
{
    /// <summary>What the payment is called, such as the bank's reference; one name pays once.</summary>
    [Required]
    public string? Reference { get; init; }

    /// <summary>Absent, all there is.</summary>
    public JsonMoney? Amount { get; init; }
    public DateTimeOffset? At { get; init; }
}

public sealed record PaymentToCauseReply(string Cause, string Reference, JsonMoney Paid, long Seq);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CausesReply))]
[JsonSerializable(typeof(PaymentToCauseBody))]
[JsonSerializable(typeof(PaymentToCauseReply))]
internal sealed partial class GivingJson : JsonSerializerContext;
