using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members;

/// <summary>Members in the order of their ids, which says nothing about them.</summary>
internal static class MemberList
{
    public static IResult Page(HttpContext context, string program, OpenOrganization organization)
    {
        var (page, malformed) = PageAsked.Read(context.Request);
        if (malformed is not null)
            return malformed;
        var ids = Ids(organization, program, "", page!.After ?? "", page.Limit + 1);
        MemberIdReply[] data = [.. ids.Take(page.Limit).Select(id => new MemberIdReply(id))];
        var hasMore = ids.Count > page.Limit;
        return new JsonAnswer<Paged<MemberIdReply>>(new Paged<MemberIdReply>(data, hasMore ? data[^1].Id : null, hasMore),
            MembersJson.Default.PagedMemberIdReply);
    }

    /// <summary>Ids that begin with a text, after an id, in order.</summary>
    public static IReadOnlyList<string> Ids(OpenOrganization organization, string program, string beginning, string after, int count)
    {
        var from = Key.Member(new MemberId(beginning)).Text;
        using var connection = organization.Journal.Connect();
        return connection.All(r => r.GetString(0)["member/".Length..], """
            SELECT key FROM documents
            WHERE program = (SELECT program FROM heads WHERE name = $1) AND key >= $2 AND key < $3 AND key > $4
            ORDER BY key LIMIT $5
            """, program, from, from + "\U0010ffff", Key.Member(new MemberId(after)).Text, count);
    }
}
