using System.Globalization;
using System.Text.Json.Serialization;
using Laurel.Challenges;
using Laurel.Gatherings;
using Laurel.Leaderboards;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Gatherings;

/// <summary>GET /v1/programs/{program}/standings/{what}: who stands where on a leaderboard, or how far a club is.</summary>
internal static class ReadStandings
{
    private const int LettersShown = 8;

    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/standings/{what}", ReadAsync)
        .Needs(Scope.Read)
        .Describe("Read standings", """
            Of a leaderboard or club in the stretch of calendar that the day `on` lies in (today when missing); of a club with teams the one named by
            `team`. Members are shown under a pseudonym, by name if they agreed. With `member` her own place is told too, even if it is not shown.
            """)
        .Gives<StandingsReply>();

    private static async Task<IResult> ReadAsync(
        string program, string what, OpenOrganization organization, TimeProvider clock, string? on = null, string? team = null, string? member = null)
    {
        var now = clock.GetUtcNow();
        if (organization.Program(program).At(now)?.Definition is not { } definition || definition.Gatherings.FirstOrDefault(g => g.Id == what) is not { } gathering)
            return Problem.NotFound("not-found", "what", what);
        var intake = new Intake();
        var day = Day(on, intake) ?? definition.Calendar.Day(now);
        if (!intake.IsFine)
            return intake.Problem;
        var (seq, standings) = await organization.Journal.Read<Standings>(program, Key.Standings(what, gathering.Period(day), team));
        var board = gathering as Leaderboard;
        var ranked = standings?.Ranked(board?.IsShared ?? false) ?? [];
        var shown = ranked.Where(p => p.Rank <= (board?.Shows ?? Leaderboard.MostPlaces)).Take(Leaderboard.MostPlaces).ToArray();
        var names = await NamesAsync(organization, program, what, [.. shown.Select(p => p.Place.Member)]);
        return new JsonAnswer<StandingsReply>(new StandingsReply
        {
            What = what,
            Period = gathering.Period(day),
            Team = team,
            Places = [.. shown.Select(p => Of(p.Rank, p.Place))],
            Own = ranked.Where(p => p.Place.Member.Value == member).Select(p => Of(p.Rank, p.Place)).FirstOrDefault(),
            Sum = Scaled(gathering, definition, standings?.Sum ?? 0),
            Goal = board is null ? Scaled(gathering, definition, gathering.Counts.Target) : null,
            Members = standings?.Members ?? 0,
            Closed = standings?.Closed,
            Seq = seq,
        }, GatheringsJson.Default.StandingsReply);

        PlaceReply Of(int rank, Place place) =>
            new(rank, names.GetValueOrDefault(place.Member) ?? Pseudonym(organization, program, what, place.Member), Scaled(gathering, definition, place.Score));
    }

    private static DateOnly? Day(string? on, Intake intake)
    {
        if (string.IsNullOrEmpty(on))
            return null;
        if (DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        intake.Wrong("on", "choice", ("choices", "2026-01-31"));
        return null;
    }

    /// <summary>The names of those who agreed to be shown by them.</summary>
    private static async Task<Dictionary<MemberId, string>> NamesAsync(OpenOrganization organization, string program, string what, MemberId[] members)
    {
        var (_, documents) = await organization.Journal.Read(program, [.. members.Select(Key.Member)]);
        var agreed = documents.Values.OfType<Member>().Where(m => m.TakesPart.Any(p => p.What == what && p is { ByName: true, IsOut: false }));
        return organization.People.Of(program, agreed.Select(m => m.Id)).Where(p => p.Name is not null).ToDictionary(p => p.Member, p => p.Name!);
    }

    private static decimal Scaled(Gathering gathering, Definition definition, long score) => gathering.Counts.Counts switch
    {
        Counts.Items => (decimal)score / ChallengeStep.Millionths,
        Counts.Units when definition.Unit(gathering.Counts.Unit!) is { } unit => unit.ToDecimal(score),
        _ => score,
    };

    /// <summary>The same member has the same pseudonym on one leaderboard and another on each other one; only this organization can tell whose it is.</summary>
    private static string Pseudonym(OpenOrganization organization, string program, string what, MemberId member) =>
        organization.NameFrom("", "pseudonym", program, what, member.Value)[..LettersShown].ToUpperInvariant();
}

public sealed record StandingsReply
{
    public required string What { get; init; }

    /// <summary>The stretch of calendar: 2026-03, 2026-w10, 2026-q1, 2026, a day, or ever.</summary>
    public required string Period { get; init; }
    public string? Team { get; init; }
    public required IReadOnlyList<PlaceReply> Places { get; init; }

    /// <summary>The place of the member that was asked for.</summary>
    public PlaceReply? Own { get; init; }

    /// <summary>What all of them brought: spend in minor units, items and units with decimals, everything else a number.</summary>
    public required decimal Sum { get; init; }

    /// <summary>What a club is to reach.</summary>
    public decimal? Goal { get; init; }
    public required int Members { get; init; }

    /// <summary>When the prizes were given.</summary>
    public DateTimeOffset? Closed { get; init; }
    public required long Seq { get; init; }
}

/// <summary>A place: its rank, whose it is (a pseudonym, or her name), and the score.</summary>
public sealed record PlaceReply(int Rank, string Shown, decimal Score);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StandingsReply))]
internal sealed partial class GatheringsJson : JsonSerializerContext;
