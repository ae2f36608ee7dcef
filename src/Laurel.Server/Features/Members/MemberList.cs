using Laurel.Server.Http;

namespace Laurel.Server.Features.Members;

/// <summary>Members in the order of their ids, which says nothing about them.</summary>
internal static class MemberList
{
    public static async Task<IResult> PageAsync(HttpContext context, string program, OpenOrganization organization)
    {
        var (page, malformed) = PageAsked.Read(context.Request);
        if (malformed is not null)
            return malformed;
        var ids = await organization.Journal.Members(program, after: page!.After ?? "", count: page.Limit + 1);
        MemberIdReply[] data = [.. ids.Take(page.Limit).Select(id => new MemberIdReply(id.Value))];
        var hasMore = ids.Count > page.Limit;
        return new JsonAnswer<Paged<MemberIdReply>>(new Paged<MemberIdReply>(data, hasMore ? data[^1].Id : null, hasMore),
            MembersJson.Default.PagedMemberIdReply);
    }
}
