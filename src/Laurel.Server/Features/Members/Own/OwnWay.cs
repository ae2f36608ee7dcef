using Laurel.Memberships;
using Laurel.Server.Access;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Own;

/// <summary>A further page of hers, and what can be said of it before it is opened.</summary>
public sealed record OwnWay(string Path, string Icon, string Name, string? Note)
{
    /// <summary>The pages of what her program has.</summary>
    internal static IReadOnlyList<OwnWay> Of(Herself herself)
    {
        var (definition, language) = (herself.Now.Rules.Definition, herself.Program.Language);
        var ways = new List<OwnWay>();
        if (definition.Offers.Any(o => o.Code is null) || definition.Allowances.Count > 0)
            ways.Add(new("/offers", "ticket-percent", Say("offers"), null));
        if (definition.Memberships.Count > 0 || herself.Now.Member.Memberships.Count > 0)
            ways.Add(new("/membership", "badge-check", Say("fee"), Held(herself)));
        if (definition.Household is not null || herself.Now.Member.Household is not null)
            ways.Add(new("/household", "house", Say("home"), herself.Now.Member.Household is null ? null : Say("home.people", ("n", herself.Now.Household.Count + 1))));
        if (definition.Referral is not null)
            ways.Add(new("/invite", "user-plus", Say("invite"), Say("invite.note")));
        return ways;

        string Say(string key, params ReadOnlySpan<(string, object?)> values) => Words.Say(language, "own." + key, values);
    }

    /// <summary>A page of what her program has; who asks for one of what it has not comes back to her card.</summary>
    internal static IResult Show(Herself herself, string path, Func<IResult> page) =>
        Of(herself).Any(w => w.Path == path) ? page() : Results.LocalRedirect(MemberSessions.Path);

    private static string? Held(Herself herself)
    {
        var (now, shown) = (herself.Now, herself.Shown);
        return now.Member.Memberships.LastOrDefault(m => m.IsOpen(now.At)) is not { } held ? null
            : held.End is { } end ? Words.Say(shown.Language, "members.until", ("day", shown.LastDay(held.State == MembershipState.Running ? held.To ?? end : end)))
            : shown.Name(shown.Definition.Membership(held.Plan)?.Name, held.Plan);
    }
}
