namespace Laurel.Care;

/// <summary>What is written down of how members are cared for: it changes nothing that anybody is owed.</summary>
internal static class Caring
{
    public static Decision Decide(RecordCase command, Seen seen)
    {
        var member = command.Member is { } asked ? seen.Member(asked) : null;
        if (command.Member is { } unknown && member is null)
            return Refusal.UnknownMember(unknown.Value);
        return Decision.Accept(
        [
            new CaseMoved
            {
                At = command.At,
                Case = command.Case,
                Step = command.Step,
                Member = member?.Id,
                Topic = command.Topic,
                Location = command.Location,
                Channel = command.Channel,
            },
        ]);
    }

    public static Decision Decide(ChangeConsent command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        var known = member.Consents.FirstOrDefault(command.Consent.IsAbout);
        var isSame = command.Given ? known is not null && known with { Since = null } == command.Consent with { Since = null } : known is null;
        return Decision.Accept(isSame ? [] : [Changed(member.Id, command.Consent, command.Given, command.At)]);
    }

    public static Decision Decide(NoteProfile command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        var filled = command.Filled.Except(member.Profile).Order(StringComparer.Ordinal).ToList();
        var emptied = command.Emptied.Intersect(member.Profile).Except(command.Filled).Order(StringComparer.Ordinal).ToList();
        return Decision.Accept(filled.Count + emptied.Count == 0
            ? []
            : [new ProfileChanged { At = command.At, Member = member.Id, Filled = filled, Emptied = emptied }]);
    }

    public static Decision Decide(RecordRating command) => command.Stars is < RecordRating.Fewest or > RecordRating.Most
        ? Refusal.StarsOutOfRange(command.Stars, RecordRating.Fewest, RecordRating.Most)
        : Decision.Accept(
        [
            new RatingRecorded
            {
                At = command.At,
                Source = command.Source,
                Rating = command.Rating,
                Stars = command.Stars,
                Location = command.Location,
            },
        ]);

    /// <summary>What a member says of herself as she joins.</summary>
    public static void Introduce(Ledger ledger, EnrolMember enrol)
    {
        if (enrol.Profile.Count > 0)
        {
            ledger.Happen(new ProfileChanged
            {
                At = enrol.At,
                Member = enrol.Member,
                Filled = [.. enrol.Profile.Distinct().Order(StringComparer.Ordinal)],
            });
        }
        foreach (var consent in enrol.Consents.DistinctBy(c => (c.Purpose, c.Channel)))
            ledger.Happen(Changed(enrol.Member, consent, given: true, enrol.At));
    }

    private static ConsentChanged Changed(MemberId member, Consent consent, bool given, DateTimeOffset at) => new()
    {
        At = at,
        Member = member,
        Consent = consent with { Since = null },
        Given = given,
    };
}
