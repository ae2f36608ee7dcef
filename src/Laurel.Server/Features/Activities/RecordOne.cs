using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Laurel.Engine;
using Laurel.Explaining;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Activities;

/// <summary>POST /v1/programs/{program}/activities: something a member did that is no purchase.</summary>
internal static class RecordOne
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/activities", RecordAsync)
        .Needs(Scope.Purchases)
        .Describe("Record an activity", """
            A visit, a review, a survey, a check-in, a birthday: whatever word the definition's conditions on activities use. The activity's id is
            unique in the program: the same one again gets the first answer.
            """)
        .Takes<ActivityBody>().Gives<ActivityReply>(StatusCodes.Status201Created);

    private static async Task<IResult> RecordAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, ActivitiesJson.Default.ActivityBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var (member, unknown) = Recognise.Required(organization.People, program, body!.Member, body.Identifier, intake);
        var command = body.Command(context, organization, member, clock.GetUtcNow(), intake);
        if (!intake.IsFine)
            return intake.Problem;
        return unknown ?? await Asking.AskAsync(context, organization, program, command,
            row => ActivityReply.Of(row, organization.Program(program), LanguageOf.Request(context.Request)), ActivitiesJson.Default.ActivityReply,
            location: _ => $"/v1/programs/{program}/members/{Uri.EscapeDataString(command.Member.Value)}/history");
    }
}

public sealed record ActivityBody
{
    /// <summary>What makes it one of its kind, such as the number of the review; absent, one is made from the Idempotency-Key.</summary>
    public string? Id { get; init; }
    public string? Member { get; init; }
    public IdentifierBody? Identifier { get; init; }

    /// <summary>What it was, in a word that the definition uses: review, survey, birthday.</summary>
    [Required]
    public string? What { get; init; }
    public string? Location { get; init; }
    public string? Channel { get; init; }

    /// <summary>
    /// What the member answered in a survey: satisfied and again (1 to 5), recommend (0 to 10), wallet (percent), or questions of your own
    /// (0 to 100).
    /// </summary>
    public IReadOnlyDictionary<string, int>? Answers { get; init; }

    /// <summary>Segments the member is in, where the merchant knows them.</summary>
    public IReadOnlyList<string>? Segments { get; init; }
    public DateTimeOffset? At { get; init; }

    internal RecordActivity Command(HttpContext context, OpenOrganization organization, MemberId member, DateTimeOffset now, Intake intake) => new()
    {
        Id = context.CommandId(),
        Actor = context.User.Actor(),
        At = At ?? now,
        IsTimedByServer = At is null,
        Activity = new ActivityId(intake.IdOrNull(Id, "id") ?? organization.NameFrom("act_", "activity", context.CommandId().Value)),
        Member = member,
        What = intake.Id(What, "what"),
        Location = intake.IdOrNull(Location, "location"),
        Channel = intake.IdOrNull(Channel, "channel"),
        Answers = Read(Answers, intake),
        Traits = Segments is { Count: > 0 } ? new Traits { Segments = Segments } : Traits.None,
    };

    private static IReadOnlyList<SurveyAnswer> Read(IReadOnlyDictionary<string, int>? answers, Intake intake)
    {
        foreach (var (question, answer) in answers ?? new Dictionary<string, int>())
        {
            var (least, most) = Scale(question);
            intake.IdOrNull(question, "answers");
            if (answer < least || answer > most)
                intake.Wrong($"answers.{question}", "between", ("least", least), ("most", most));
        }
        return [.. (answers ?? new Dictionary<string, int>()).OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => new SurveyAnswer(a.Key, a.Value))];
    }

    private static (int Least, int Most) Scale(string question) => question switch
    {
        "satisfied" or "again" => (1, 5),
        "recommend" => (0, 10),
        _ => (0, 100),
    };
}

/// <summary>What an activity earned, and why not more.</summary>
public sealed record ActivityReply
{
    public required string Id { get; init; }
    public required string Member { get; init; }
    public required string What { get; init; }
    public required long Seq { get; init; }
    public required IReadOnlyList<EntryReply> Entries { get; init; }
    public required IReadOnlyList<TierChangeReply> TierChanges { get; init; }

    /// <summary>Rules for activities that gave nothing, and why.</summary>
    public required IReadOnlyList<MissReply> Missed { get; init; }

    internal static ActivityReply Of(JournalRow row, Program program, Language language)
    {
        var recorded = row.Events.OfType<ActivityRecorded>().Single();
        var definition = program.Version(recorded.Version).Definition;
        return new ActivityReply
        {
            Id = recorded.Activity.Value,
            Member = recorded.Member.Value,
            What = recorded.What,
            Seq = row.Seq,
            Entries = Http.Entries.Of(row.Events, program, language),
            TierChanges = Http.Entries.Tiers(row.Events),
            Missed = [.. recorded.Misses.Select(m => new MissReply(m.Rule, m.Reason, Misses.Say(m, definition, language)))],
        };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ActivityBody))]
[JsonSerializable(typeof(ActivityReply))]
internal sealed partial class ActivitiesJson : JsonSerializerContext;
