namespace Laurel.Insight.Facts;

/// <summary>Whom members invited: the journal keeps an invitation with the friend, so that only the facts know them by their inviter.</summary>
public static class InvitedFriends
{
    /// <summary>The friends that came by somebody's invitation and the local day of it, the latest first.</summary>
    /// <param name="inviter">As the journal knew her: an account that goes on in another has friends of its own.</param>
    /// <param name="count">At most so many.</param>
    public static IReadOnlyList<(MemberId Friend, DateOnly Day)> Of(FactsFile facts, string program, MemberId inviter, int count)
    {
        using var reader = facts.Select($"""
            SELECT friend, day FROM referrals WHERE program = $program AND member = $member AND state = 'invited' ORDER BY seq DESC LIMIT {count}
            """, ("program", program), ("member", inviter.Value));
        var friends = new List<(MemberId, DateOnly)>();
        while (reader.Read())
            friends.Add((new MemberId(reader.GetString(0)), DateOnly.FromDateTime(reader.GetDateTime(1))));
        return friends;
    }
}
