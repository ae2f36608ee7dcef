using System.Globalization;
using System.Text.Json.Serialization;
using Laurel.Games;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Draws;

/// <summary>GET /v1/programs/{program}/draws/{month}: by what the surprises and games of a month are drawn.</summary>
internal static class ReadDraws
{
    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/draws/{month}", ReadAsync)
        .Needs(Scope.Read)
        .Describe("Read by what surprises and games are drawn", """
            The SHA-256 of the month's secret is in the journal before anything is drawn by it; the secret itself follows after the month. What is
            drawn for a command is `value`, the first 16 bytes of HMAC-SHA-256(secret, `for`); the number for a game or surprise is the first eight
            bytes of SHA-256(value, name), big-endian, divided by 2^64, cut to 18 decimals. `laurel verify` checks every draw of a revealed month.
            """)
        .Gives<DrawsReply>();

    private static async Task<IResult> ReadAsync(string program, string month, OpenOrganization organization)
    {
        if (!DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return Problem.NotFound("not-found", "month", month);
        var read = await organization.Journal.Read<Epoch>(program, Key.Epoch(month));
        return read.Document is not { } epoch
            ? Problem.NotFound("not-found", "month", month)
            : new JsonAnswer<DrawsReply>(new DrawsReply(month, epoch.Hash, epoch.Secret, read.Seq), DrawsJson.Default.DrawsReply);
    }
}

/// <summary>The hash of a month's secret, and the secret once the month is over; both in hexadecimal.</summary>
public sealed record DrawsReply(string Month, string Commitment, string? Secret, long Seq);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DrawsReply))]
internal sealed partial class DrawsJson : JsonSerializerContext;
