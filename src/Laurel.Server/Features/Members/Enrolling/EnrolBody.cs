using System.ComponentModel.DataAnnotations;
using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Members.Enrolling;

/// <summary>Who joins.</summary>
public sealed record EnrolBody
{
    /// <summary>The id the merchant already uses; absent, a random one is made. Never a name, phone number or e-mail address.</summary>
    public string? Id { get; init; }

    /// <summary>Her name, where she gave it.</summary>
    public string? Name { get; init; }

    /// <summary>The language she is spoken to in: en, fr, nl or et.</summary>
    public string? Language { get; init; }
    public IReadOnlyList<IdentifierBody>? Identifiers { get; init; }
    public DateTimeOffset? At { get; init; }
    public string? Location { get; init; }

    /// <summary>The member who invited her.</summary>
    public string? Inviter { get; init; }
    public string? Channel { get; init; }

    /// <summary>Segments and attributes that decide whether she may join; they are recorded with her joining.</summary>
    public IReadOnlyList<string>? Segments { get; init; }
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Her day of birth, for the least age: only whether she is old enough is recorded, unless she agrees that it is kept.</summary>
    public DateOnly? Born { get; init; }

    /// <summary>She agrees that her day of birth is kept, encrypted, for what the program gives on birthdays.</summary>
    public bool? KeepBorn { get; init; }

    /// <summary>Where she lives, ISO 3166: the least age may differ by country.</summary>
    public string? Country { get; init; }

    /// <summary>In the random group that gets no extras, so that the extras can be measured.</summary>
    public bool? HeldOut { get; init; }

    /// <summary>The shopper she was known as before; only where she lets the two be linked.</summary>
    public string? Shopper { get; init; }

    /// <summary>What she consents to as she joins; to be a member is no consent to anything.</summary>
    public IReadOnlyList<EnrolConsentBody>? Consents { get; init; }

    /// <summary>What she brings from another system.</summary>
    public IReadOnlyList<OpeningBody>? Opening { get; init; }

    /// <summary>Rewards she has and has not used, by id; one that is there twice is two.</summary>
    public IReadOnlyList<string>? Rewards { get; init; }

    private Traits Traits(Definition? definition, DateTimeOffset at, Intake intake)
    {
        var attributes = new Dictionary<string, string>(Attributes ?? new Dictionary<string, string>());
        foreach (var (name, value) in attributes)
            intake.Text(value, $"attributes.{name}");
        intake.IdOrNull(Country, "country");
        foreach (var (word, value) in definition is null ? [] : OfAge.On(definition, Born, Country, definition.Calendar.Day(at)))
            attributes[word] = value;
        return attributes.Count == 0 && Segments is not { Count: > 0 } ? Laurel.Traits.None : new Traits { Segments = Segments ?? [], Attributes = attributes };
    }

    internal Introduction Introduction(Intake intake)
    {
        if (Language is not null && Languages.TryParse(Language) is null)
            intake.Wrong("language", "choice", ("choices", "en, fr, nl, et"));
        if (Name is { Length: 0 or > Intake.LongestText })
            intake.Wrong("name", "too-long", ("longest", Intake.LongestText));
        var identifiers = (Identifiers ?? []).Select((identifier, i) => identifier.Read(intake, $"identifiers[{i}]")).OfType<Identifier>();
        if (KeepBorn == true)
            intake.Required(Born, "born");
        return new Introduction(Name, Languages.TryParse(Language)?.Code(), [.. identifiers.Distinct()], KeepBorn == true ? Born : null);
    }

    internal EnrolMember Command(
        HttpContext context, OpenOrganization organization, string program, Introduction said, DateTimeOffset now, Intake intake) => new()
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = At ?? now,
            IsTimedByServer = At is null,
            Member = new MemberId(intake.IdOrNull(Id, "id") ?? organization.NameFrom("mem_", "member", program, context.CommandId().Value)),
            Location = intake.IdOrNull(Location, "location"),
            Inviter = intake.IdOrNull(Inviter, "inviter") is { } inviter ? new MemberId(inviter) : null,
            Channel = intake.IdOrNull(Channel, "channel"),
            HeldOut = HeldOut ?? false,
            Traits = Traits(organization.Program(program).At(At ?? now)?.Definition, At ?? now, intake),
            Shopper = intake.IdOrNull(Shopper, "shopper") is { } shopper ? new ShopperId(shopper) : null,
            Opening = [.. (Opening ?? []).Select((opening, i) => opening.Read(intake, $"opening[{i}]"))],
            Rewards = [.. (Rewards ?? []).Select((reward, i) => intake.Id(reward, $"rewards[{i}]"))],
            Profile = KnownOf.Attributes(said),
            Consents = [.. (Consents ?? []).Select((consent, i) => consent.Read(intake, $"consents[{i}]"))],
        };
}

/// <summary>What she consents to as she joins.</summary>
public sealed record EnrolConsentBody
{
    /// <summary>What for: marketing, surveys, or a word of yours.</summary>
    [Required]
    public string? Purpose { get; init; }

    /// <summary>By which way: email, sms, push, post, phone.</summary>
    [Required]
    public string? Channel { get; init; }

    /// <summary>The version of the words she was shown.</summary>
    public string? TextVersion { get; init; }

    /// <summary>Where she said so: form, till, letter.</summary>
    public string? Source { get; init; }

    internal Laurel.Care.Consent Read(Intake intake, string path) => new(
        intake.Id(Purpose, path + ".purpose"), intake.Id(Channel, path + ".channel"), intake.IdOrNull(TextVersion, path + ".text_version"),
        Source: intake.IdOrNull(Source, path + ".source"));
}

/// <summary>An opening balance; a negative amount is brought in as owed.</summary>
public sealed record OpeningBody
{
    [Required]
    public string? Unit { get; init; }
    [Required]
    public long? Amount { get; init; }
    public DateTimeOffset? EarnedAt { get; init; }
    public DateTimeOffset? ActiveAt { get; init; }

    /// <summary>Absent: the program's rule decides.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    internal OpeningLot Read(Intake intake, string path)
    {
        intake.Required(Amount, path + ".amount");
        if (Amount is > Amounts.Largest or < -Amounts.Largest)
            intake.Wrong(path + ".amount", "too-large");
        return new OpeningLot
        {
            Unit = intake.Id(Unit, path + ".unit"),
            Amount = Amount ?? 0,
            Earned = EarnedAt,
            Active = ActiveAt,
            Expires = ExpiresAt,
        };
    }
}

/// <summary>A member who joined.</summary>
public sealed record EnrolReply
{
    public required string Id { get; init; }
    public required long Seq { get; init; }
    public required DateTimeOffset JoinedAt { get; init; }
    public required IReadOnlyList<EntryReply> Entries { get; init; }

    internal static EnrolReply Of(JournalRow row, Program program, Language language)
    {
        var enrolled = row.Events.OfType<MemberEnrolled>().Single();
        return new EnrolReply
        {
            Id = enrolled.Member.Value,
            Seq = row.Seq,
            JoinedAt = enrolled.At,
            Entries = Http.Entries.Of(row.Events, program, language, enrolled.Member),
        };
    }

}
