using System.Globalization;
using System.Text.Json.Serialization;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Draws;

/// <summary>GET /v1/programs/{program}/draws/{month}: by what the surprises of a month are drawn.</summary>
internal static class ReadDraws
{
    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/draws/{month}", Read)
        .Needs(Scope.Read)
        .Describe("Read by what surprises are drawn", """
            The SHA-256 of the month's secret is known from the start; the secret itself once the month is over. A draw is the first eight bytes
            of HMAC-SHA-256(secret, purchase id), big-endian, modulo 10^18, divided by 10^18.
            """)
        .Gives<DrawsReply>();

    private static IResult Read(string program, string month, OpenOrganization organization, TimeProvider clock)
    {
        if (!DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            return Problem.NotFound("not-found", "month", month);
        var secret = Http.Draws.Secret(organization, program, month);
        var isOver = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) >= first.AddMonths(1);
        var reply = new DrawsReply(month, Http.Draws.Commitment(secret), isOver ? Convert.ToHexStringLower(secret) : null);
        return new JsonAnswer<DrawsReply>(reply, DrawsJson.Default.DrawsReply);
    }
}

/// <summary>The hash of a month's secret, and the secret once the month is over; both in hexadecimal.</summary>
public sealed record DrawsReply(string Month, string Commitment, string? Secret);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DrawsReply))]
internal sealed partial class DrawsJson : JsonSerializerContext;
