using System.ComponentModel.DataAnnotations;
using Laurel.Challenges;
using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Challenges;

/// <summary>POST /v1/programs/{program}/members/{member}/participations: a member joins a challenge that asks for it, or leaves it.</summary>
internal static class JoinOne
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/members/{member}/participations", JoinAsync)
        .Needs(Scope.Members)
        .Describe("Join or leave", """
            Lets a member join a challenge, club or leaderboard that only counts for those who join it, or leave it; a leaderboard that
            everybody is on can be left, too.
            """)
        .Takes<ParticipationBody>().Gives<ParticipationReply>(StatusCodes.Status201Created);

    private static async Task<IResult> JoinAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, ChallengesJson.Default.ParticipationBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var command = new TakePart
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body!.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Member = new MemberId(member),
            What = intake.Id(body.What, "what"),
            Leave = body.Leave ?? false,
            Team = body.Team,
            ByName = body.ByName ?? false,
            Traits = body.Segments is { Count: > 0 } segments ? new Traits { Segments = segments } : Traits.None,
        };
        return intake.IsFine
            ? await Asking.AskAsync(context, organization, program, command, ParticipationReply.Of, ChallengesJson.Default.ParticipationReply,
                location: _ => $"/v1/programs/{program}/members/{Uri.EscapeDataString(member)}/challenges")
            : intake.Problem;
    }
}

public sealed record ParticipationBody
{
    /// <summary>The id of the challenge, club or leaderboard.</summary>
    [Required]
    public string? What { get; init; }

    /// <summary>true leaves it.</summary>
    public bool? Leave { get; init; }

    /// <summary>The team of a club whose members form teams; one that nobody is in begins with her.</summary>
    public string? Team { get; init; }

    /// <summary>true: she may be shown by her name on a leaderboard.</summary>
    public bool? ByName { get; init; }

    /// <summary>Segments the member is in, where the merchant knows them.</summary>
    public IReadOnlyList<string>? Segments { get; init; }
    public DateTimeOffset? At { get; init; }
}

public sealed record ParticipationReply(string Member, string What, bool TakesPart, long Seq)
{
    internal static ParticipationReply Of(JournalRow row)
    {
        var took = row.Events.OfType<TookPart>().Single();
        return new ParticipationReply(took.Member.Value, took.What, !took.Left, row.Seq);
    }
}
