using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Laurel.Care;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Care;

/// <summary>POST /v1/programs/{program}/ratings: somebody rated the merchant in public.</summary>
internal static class RecordOneRating
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/ratings", RecordAsync)
        .Needs(Scope.Members)
        .Describe("Record a public rating", """
            The stars of a rating on a public page, when and where it was given; its words stay there. The same rating of the same source is recorded
            once. Many at once: `laurel import FILE --as ratings`.
            """)
        .Takes<RatingBody>().Gives<RatingReply>();

    private static async Task<IResult> RecordAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, CareJson.Default.RatingBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        intake.Required(body!.Stars, "stars");
        if (body.Stars is < RecordRating.Fewest or > RecordRating.Most)
            intake.Wrong("stars", "between", ("least", RecordRating.Fewest), ("most", RecordRating.Most));
        var command = new RecordRating
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Source = intake.Id(body.Source, "source"),
            Rating = intake.Id(body.Id, "id"),
            Stars = body.Stars ?? 0,
            Location = intake.IdOrNull(body.Location, "location"),
        };
        return intake.IsFine
            ? await Asking.AskAsync(context, organization, program, command,
                row => new RatingReply(command.Source, command.Rating, command.Stars, row.Seq), CareJson.Default.RatingReply)
            : intake.Problem;
    }
}

public sealed record RatingBody
{
    /// <summary>Where it was given: google, tripadvisor, or a word of yours.</summary>
    [Required]
    public string? Source { get; init; }

    /// <summary>What it is called there.</summary>
    [Required]
    public string? Id { get; init; }

    /// <summary>1 to 5.</summary>
    [Required]
    public int? Stars { get; init; }

    /// <summary>The place it is about.</summary>
    public string? Location { get; init; }

    /// <summary>When it was given; absent, now.</summary>
    public DateTimeOffset? At { get; init; }
}

public sealed record RatingReply(string Source, string Id, int Stars, long Seq);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CaseBody))]
[JsonSerializable(typeof(CaseReply))]
[JsonSerializable(typeof(MarketingConsentBody))]
[JsonSerializable(typeof(MarketingConsentReply))]
[JsonSerializable(typeof(ConsentsReply))]
[JsonSerializable(typeof(ProfileBody))]
[JsonSerializable(typeof(ProfileReply))]
[JsonSerializable(typeof(RatingBody))]
[JsonSerializable(typeof(RatingReply))]
internal sealed partial class CareJson : JsonSerializerContext;
