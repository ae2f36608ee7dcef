using System.ComponentModel.DataAnnotations;
using Laurel.Care;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Care;

/// <summary>GET and POST /v1/programs/{program}/members/{member}/consents: what a member lets the merchant do, and since when.</summary>
internal static class ChangeOneConsent
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapGet("/members/{member}/consents", ReadAsync).Needs(Scope.Members)
            .Describe("Read a member's consents", "What she consented to and has not withdrawn: the purpose, the channel, and the words she was shown.")
            .Gives<ConsentsReply>();
        program.MapPost("/members/{member}/consents", ChangeAsync).Needs(Scope.Members)
            .Describe("Record a consent, or its withdrawal", """
                A member consents to a purpose by a channel, or withdraws it, at the time she says so. To be a member is no consent. Other words
                (another version of the text) are another consent.
                """)
            .Takes<MarketingConsentBody>().Gives<MarketingConsentReply>();
    }

    private static async Task<IResult> ReadAsync(string program, string member, OpenOrganization organization) =>
        (await organization.Journal.Read<Member>(program, Key.Member(new MemberId(member)))).Document is { } known
            ? new JsonAnswer<ConsentsReply>(new ConsentsReply([.. known.Consents.Select(GivenConsentReply.Of)]), CareJson.Default.ConsentsReply)
            : Problem.NotFound("unknown-member", "member", member);

    private static async Task<IResult> ChangeAsync(HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, CareJson.Default.MarketingConsentBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var command = new ChangeConsent
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body!.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Member = new MemberId(member),
            Consent = body.Read(intake),
            Given = body.Given ?? true,
        };
        return intake.IsFine
            ? await Asking.AskAsync(context, organization, program, command,
                row => new MarketingConsentReply(member, command.Consent.Purpose, command.Consent.Channel, command.Given, row.Command.At, row.Seq),
                CareJson.Default.MarketingConsentReply)
            : intake.Problem;
    }
}

public sealed record MarketingConsentBody
{
    /// <summary>What for: marketing, surveys, or a word of yours.</summary>
    [Required]
    public string? Purpose { get; init; }

    /// <summary>By which way: email, sms, push, post, phone.</summary>
    [Required]
    public string? Channel { get; init; }

    /// <summary>false withdraws it; absent is true.</summary>
    public bool? Given { get; init; }

    /// <summary>The version of the words she was shown.</summary>
    public string? TextVersion { get; init; }

    /// <summary>The language of these words.</summary>
    public string? Language { get; init; }

    /// <summary>Where she said so: form, till, letter.</summary>
    public string? Source { get; init; }

    /// <summary>When she said so; absent, now.</summary>
    public DateTimeOffset? At { get; init; }

    internal Consent Read(Intake intake)
    {
        var channel = intake.Id(Channel, "channel");
        if (channel.Contains('/', StringComparison.Ordinal))
            intake.Wrong("channel", "choice", ("choices", "email, sms, push, post, phone"));
        return new Consent(intake.Id(Purpose, "purpose"), channel, intake.IdOrNull(TextVersion, "text_version"),
            intake.IdOrNull(Language, "language"), intake.IdOrNull(Source, "source"));
    }
}

public sealed record MarketingConsentReply(string Member, string Purpose, string Channel, bool Given, DateTimeOffset At, long Seq);

public sealed record ConsentsReply(IReadOnlyList<GivenConsentReply> Consents);

public sealed record GivenConsentReply(string Purpose, string Channel, DateTimeOffset? Since, string? TextVersion, string? Language, string? Source)
{
    internal static GivenConsentReply Of(Consent consent) =>
        new(consent.Purpose, consent.Channel, consent.Since, consent.Text, consent.Language, consent.Source);
}
