using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Coupons;

/// <summary>POST /v1/programs/{program}/coupons: a code from an offer, for one member or for anyone.</summary>
internal static class IssueOne
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/coupons", IssueAsync)
        .Needs(Scope.Members)
        .Describe("Issue a coupon", """
            Makes a code of 80 random-looking bits from an offer that has coupons. The same Idempotency-Key gets the same code again; the journal
            knows only its hash. Where the offer has a holdout and the member is in it, there is no code to send.
            """)
        .Takes<CouponBody>().Gives<CouponReply>();

    private static async Task<IResult> IssueAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, CouponsJson.Default.CouponBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var code = CouponCodes.New(organization, program, context.CommandId());
        var command = new IssueCoupon
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body!.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Coupon = CouponCodes.Hash(organization, program, code),
            Offer = intake.Id(body.Offer, "offer"),
            Member = intake.IdOrNull(body.Member, "member") is { } member ? new MemberId(member) : null,
            Until = body.Until,
        };
        return intake.IsFine
            ? await Asking.AskAsync(context, organization, program, command, row => CouponReply.Of(row, code), CouponsJson.Default.CouponReply)
            : intake.Problem;
    }
}

public sealed record CouponBody
{
    [Required]
    public string? Offer { get; init; }

    /// <summary>To whom; a personal coupon needs one.</summary>
    public string? Member { get; init; }

    /// <summary>The first instant at which it can no longer be used; absent, the offer decides.</summary>
    public DateTimeOffset? Until { get; init; }
    public DateTimeOffset? At { get; init; }
}

/// <summary>A code that was issued.</summary>
public sealed record CouponReply
{
    /// <summary>Null where it is withheld.</summary>
    public required string? Code { get; init; }

    /// <summary>The member is of those who go without the offer, so that what it changes can be measured: send her nothing.</summary>
    public bool Withheld { get; init; }
    public required string Offer { get; init; }
    public string? Member { get; init; }
    public DateTimeOffset? Until { get; init; }
    public required long Seq { get; init; }

    internal static CouponReply Of(JournalRow row, string code)
    {
        var issued = row.Events.OfType<CouponIssued>().Single();
        return new CouponReply
        {
            Code = issued.IsWithheld ? null : code,
            Withheld = issued.IsWithheld,
            Offer = issued.Offer,
            Member = issued.Member?.Value,
            Until = issued.Until,
            Seq = row.Seq,
        };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CouponBody))]
[JsonSerializable(typeof(CouponReply))]
internal sealed partial class CouponsJson : JsonSerializerContext;
