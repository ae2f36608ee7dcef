using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Searching;

/// <summary>GET /members: who was here lately, or who is meant by what was typed; Enter leads to the one who was found.</summary>
internal static class ShowMembers
{
    private const int Most = 25;
    private const int RecentRows = 300;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/members", ShowAsync).Needs(Permission.SeeMembers).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext context, ProgramInView program, TimeProvider clock, string? q, bool? go)
    {
        var ids = program.Rules is null ? [] : string.IsNullOrWhiteSpace(q) ? await RecentAsync(program) : await FindAsync(program, q.Trim());
        if (go == true && !string.IsNullOrWhiteSpace(q) && ids is [var meant])
            return Results.LocalRedirect(context.RequestServices.GetRequiredService<Visitor>().Link("/members/" + Uri.EscapeDataString(meant.Value)));
        var hasMore = ids.Count > Most;
        var rows = await RowsAsync(program, [.. ids.Take(Most)]);
        if (rows.Count > 0)
            await program.Organization.Writer.Write([Audit.Of(clock, context.User, "list-people", program.Id)], context.RequestAborted);
        return context.Request.IsPiece()
            ? Pages.Show<MembersFound>(new { Asked = q, Found = rows, HasMore = hasMore })
            : Pages.Show<MembersPage>(new { Asked = q, Found = rows, HasMore = hasMore });
    }

    /// <summary>Members of the last rows of the journal, the latest first.</summary>
    private static async Task<IReadOnlyList<MemberId>> RecentAsync(ProgramInView program)
    {
        var heads = await program.Organization.Journal.Heads();
        var seen = new List<MemberId>();
        await foreach (var row in program.Organization.Journal.Rows(program.Id, Math.Max(1, heads[program.Id] - RecentRows)))
        {
            if (row.Command.About is { } member)
                seen.Add(member);
        }
        return [.. seen.AsEnumerable().Reverse().Distinct().Take(Most)];
    }

    /// <summary>By identifier, by id or its beginning, by parts of name and numbers, in this order.</summary>
    private static async Task<IReadOnlyList<MemberId>> FindAsync(ProgramInView program, string typed)
    {
        var people = program.Organization.People;
        var exact = Enum.GetValues<IdentifierKind>()
            .Select(kind => Identifier.TryParse(kind, typed) is { } identifier ? people.Find(program.Id, identifier) : null)
            .OfType<MemberId>();
        var ids = await program.Organization.Journal.Members(program.Id, typed, count: Most);
        return [.. exact.Concat(ids).Concat(people.Search(program.Id, typed, Most + 1)).Distinct().Take(Most + 1)];
    }

    private static async Task<IReadOnlyList<MemberRow>> RowsAsync(ProgramInView program, IReadOnlyList<MemberId> ids)
    {
        var (_, documents) = await program.Organization.Journal.Read(program.Id, [.. ids.Select(Key.Member)]);
        var people = program.Organization.People.Of(program.Id, ids).ToDictionary(p => p.Member);
        return
        [
            .. ids.Select(id => documents.GetValueOrDefault(Key.Member(id))).OfType<Member>()
                .Select(member => MemberRow.Of(member, people[member.Id], program)),
        ];
    }
}
