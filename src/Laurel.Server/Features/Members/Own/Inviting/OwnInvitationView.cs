using Laurel.Explaining;
using Laurel.Insight.Facts;
using Laurel.Referrals;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Own.Inviting;

/// <summary>Inviting friends: her code, what both get, and how far each invitation is. Who they are is said to nobody.</summary>
public sealed record OwnInvitationView
{
    private const int MostFriends = 50;

    public required Shown Shown { get; init; }
    public required string Code { get; init; }

    /// <summary>The address of a page that says what a friend gets.</summary>
    public required string Link { get; init; }

    /// <summary>What both get, and when.</summary>
    public required IReadOnlyList<PlainSentence> Gets { get; init; }

    /// <summary>The latest first.</summary>
    public required IReadOnlyList<OwnInvitation> Friends { get; init; }

    /// <summary>She may still say who invited her.</summary>
    public required bool CanBeInvited { get; init; }

    /// <summary>She has just said who invited her.</summary>
    public bool IsDone { get; init; }

    /// <summary>Why what she asked for could not be done.</summary>
    public string? Refused { get; init; }

    internal static async Task<OwnInvitationView> ReadAsync(HttpContext context, Herself herself)
    {
        var (now, invitations) = (herself.Now, herself.Organization.Invitations);
        if (invitations.Keep(herself.Program.Id, now.Member.Id) is { } row)
            await herself.Organization.Writer.Write([row], context.RequestAborted);
        var code = invitations.CodeOf(herself.Program.Id, now.Member.Id);
        return new OwnInvitationView
        {
            Shown = herself.Shown,
            Code = code,
            Link = $"{context.Request.Scheme}://{context.Request.Host}{InviteFriends.LinkOf(herself.Organization.Id, code)}",
            Gets = PlainLanguage.Of(now.Rules.Definition, herself.Program.Language).Sections.FirstOrDefault(s => s.Id == "referral")?.Sentences ?? [],
            Friends = await FriendsAsync(context, herself),
            CanBeInvited = now.Member is { Inviter: null, Purchases: 0 },
        };
    }

    private static async Task<IReadOnlyList<OwnInvitation>> FriendsAsync(HttpContext context, Herself herself)
    {
        var (program, her) = (herself.Program.Id, herself.Now.Member);
        MemberId[] known = [her.Id, .. her.Merged.Select(m => m.Id)];
        var invited = await herself.Organization.Facts.Look(
            facts => known.SelectMany(id => InvitedFriends.Of(facts, program, id, MostFriends)).OrderByDescending(f => f.Day).Take(MostFriends).ToArray(),
            context.RequestAborted);
        var (_, documents) = await herself.Organization.Journal.Read(program, [.. invited.Select(f => Key.Member(f.Friend)).Distinct()]);
        return
        [
            .. invited.Where(f => documents.ContainsKey(Key.Member(f.Friend)))
                .Select(f => OwnInvitation.Of(f.Day, (Member)documents[Key.Member(f.Friend)], her, herself.Now.At)),
        ];
    }
}

/// <summary>How far an invitation is.</summary>
public enum InvitationStep
{
    /// <summary>The friend joined; her purchase is waited for.</summary>
    Joined,

    /// <summary>The bonus is hers once the purchase can no longer be returned.</summary>
    Pending,
    Given,

    /// <summary>A limit left nothing of the bonus.</summary>
    Nothing,

    /// <summary>The purchase came back.</summary>
    TakenBack,
}

/// <summary>An invitation of hers: since when, how far, and what it brought her.</summary>
/// <param name="Until">When the bonus becomes usable, where it is pending.</param>
public sealed record OwnInvitation(DateOnly Day, InvitationStep Step, IReadOnlyList<(string Unit, long Amount)> Brought, DateTimeOffset? Until)
{
    internal static OwnInvitation Of(DateOnly day, Member friend, Member her, DateTimeOffset at)
    {
        ReferralGiven[] all = [.. friend.Referrals.Where(g => g.To == ReferralSide.Inviter && her.IsKnownAs(g.Member))];
        ReferralGiven[] given = [.. all.Where(g => !g.IsRevoked && g.Amount > 0)];
        var until = given.Select(g => her.Lots.FirstOrDefault(l => l.Id == g.Lot && l.IsPending(at))?.Active).Max();
        var step = given.Length > 0 ? until is null ? InvitationStep.Given : InvitationStep.Pending
            : all.Any(g => !g.IsRevoked) ? InvitationStep.Nothing
            : all.Length > 0 ? InvitationStep.TakenBack
            : InvitationStep.Joined;
        return new OwnInvitation(day, step, [.. given.GroupBy(g => g.Unit).Select(g => (g.Key, g.Sum(one => one.Amount)))], until);
    }
}
