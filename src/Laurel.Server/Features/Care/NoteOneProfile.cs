using Laurel.Care;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Care;

/// <summary>POST /v1/programs/{program}/members/{member}/profile: which attributes of a member are known elsewhere.</summary>
internal static class NoteOneProfile
{
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/members/{member}/profile", NoteAsync)
        .Needs(Scope.Members)
        .Describe("Say what is known of a member", """
            Which attributes are filled in or no longer, by name and never by value: what is kept here (name, language, birthday, phone, email, card,
            external) is noted by itself; this is for what a customer system of yours knows besides.
            """)
        .Takes<ProfileBody>().Gives<ProfileReply>();

    private static async Task<IResult> NoteAsync(HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, CareJson.Default.ProfileBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var command = new NoteProfile
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body!.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Member = new MemberId(member),
            Filled = Names(body.Filled, "filled", intake),
            Emptied = Names(body.Emptied, "emptied", intake),
        };
        return intake.IsFine
            ? await Asking.AskAsync(context, organization, program, command,
                row => new ProfileReply(member, [.. row.Events.OfType<ProfileChanged>().SelectMany(e => e.Filled)],
                    [.. row.Events.OfType<ProfileChanged>().SelectMany(e => e.Emptied)], row.Seq), CareJson.Default.ProfileReply)
            : intake.Problem;
    }

    private static IReadOnlyList<string> Names(IReadOnlyList<string>? names, string field, Intake intake)
    {
        if (names is { Count: > Most })
            intake.Wrong(field, "too-long", ("longest", Most));
        return [.. (names ?? []).Select((name, i) => intake.Id(name, $"{field}[{i}]"))];
    }
}

public sealed record ProfileBody
{
    /// <summary>Names of attributes that are known from now on, such as address, diet, company.</summary>
    public IReadOnlyList<string>? Filled { get; init; }

    /// <summary>Names of attributes that are no longer.</summary>
    public IReadOnlyList<string>? Emptied { get; init; }
    public DateTimeOffset? At { get; init; }
}

/// <summary>What changed by it.</summary>
public sealed record ProfileReply(string Member, IReadOnlyList<string> Filled, IReadOnlyList<string> Emptied, long Seq);
