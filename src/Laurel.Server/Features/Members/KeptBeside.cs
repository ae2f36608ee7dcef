namespace Laurel.Server.Features.Members;

/// <summary>What is kept of a member beside who she is and the journal, also of those who go on in her account: that it is there, never a secret.</summary>
public sealed record KeptBeside
{
    /// <summary>Links made for her own pages, the oldest first; of their secrets only hashes are kept.</summary>
    public required IReadOnlyList<KeptLink> Links { get; init; }

    /// <summary>Codes by which she invites friends.</summary>
    public required IReadOnlyList<string> InvitationCodes { get; init; }

    /// <summary>Means of payment she left for the renewal of memberships; what they are is encrypted.</summary>
    public required IReadOnlyList<KeptMandate> Mandates { get; init; }

    internal static KeptBeside Of(OpenOrganization organization, string program, Member member)
    {
        MemberId[] hers = [member.Id, .. member.Merged.Select(m => m.Id)];
        return new KeptBeside
        {
            Links = [.. hers.SelectMany(id => organization.Links.All(program, id)).Select(l => new KeptLink(l.Link.Made, l.Link.Expires, l.Link.Opened, l.Ended))],
            InvitationCodes = [.. hers.Select(id => organization.Invitations.KeptOf(program, id)).OfType<string>()],
            Mandates = [.. hers.SelectMany(id => organization.Mandates.Of(program, id)).Select(m => new KeptMandate(m.Plan, m.Agreed))],
        };
    }
}

/// <summary>A link to her own pages: when it was made, until when it can be opened, and when it was opened and ended.</summary>
public sealed record KeptLink(DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? OpenedAt, DateTimeOffset? EndedAt);

/// <summary>A means of payment kept for the renewal of a membership, and since when.</summary>
public sealed record KeptMandate(string Plan, DateTimeOffset AgreedAt);
