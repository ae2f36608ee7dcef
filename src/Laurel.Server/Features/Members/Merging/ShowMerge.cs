using Laurel.Merges;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Members.Merging;

/// <summary>Two cards of one customer: the other is found, what would be joined is shown, then it is done; and told apart again.</summary>
internal static class ShowMerge
{
    private const int MostFound = 8;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/members/{member}/merge", ShowAsync).Needs(Permission.AdjustUnits).ExcludeFromDescription();
        routes.MapPost("/members/{member}/merge", MergeAsync).Needs(Permission.AdjustUnits).ExcludeFromDescription();
        routes.MapPost("/members/{member}/unmerge", UnmergeAsync).Needs(Permission.AdjustUnits).ExcludeFromDescription();
    }

    private static Task<IResult> ShowAsync(HttpContext context, string member, ProgramInView program, string? q, string? with) =>
        PageAsync(context, program, member, q, with, null);

    private static async Task<IResult> MergeAsync(HttpContext context, string member, ProgramInView program, TimeProvider clock, [FromForm] MergeForm form)
    {
        if (string.IsNullOrWhiteSpace(form.Key) || string.IsNullOrWhiteSpace(form.Other))
            return await PageAsync(context, program, member, null, null, null);
        var command = Merge(form.Other, member, new CommandId(form.Key), clock.GetUtcNow(), context.User.Actor(), form.Reason);
        return await AskAsync(context, program, member, command, why => PageAsync(context, program, member, null, form.Other, why));
    }

    private static async Task<IResult> UnmergeAsync(HttpContext context, string member, ProgramInView program, TimeProvider clock, [FromForm] MergeForm form)
    {
        if (string.IsNullOrWhiteSpace(form.Key) || string.IsNullOrWhiteSpace(form.Other))
            return Results.BadRequest();
        var command = new UnmergeMember
        {
            Id = new CommandId(form.Key),
            Actor = context.User.Actor(),
            At = clock.GetUtcNow(),
            IsTimedByServer = true,
            Member = new MemberId(form.Other),
            Reason = form.Reason?.Trim() ?? "",
        };
        return await AskAsync(context, program, member, command, why => PageAsync(context, program, member, null, null, why));
    }

    private static async Task<IResult> AskAsync(HttpContext context, ProgramInView program, string member, Command command, Func<string, Task<IResult>> refused)
    {
        var (row, _, problem) = await Asking.AnswerAsync(program.Organization, program.Id, command, null, isDry: false, context.RequestAborted);
        if (row is null)
            return await refused(problem!.Say(program.Language));
        var visitor = context.RequestServices.GetRequiredService<Visitor>();
        return Results.LocalRedirect(visitor.Link($"/members/{Uri.EscapeDataString(member)}"));
    }

    private static async Task<IResult> PageAsync(HttpContext context, ProgramInView program, string member, string? sought, string? with, string? refused)
    {
        var id = new MemberId(member);
        if (program.Rules is not { } rules || await MemberNow.FindAsync(program.Organization, program.Id, id, program.Now) is not { } now)
            return Results.NotFound();
        var people = program.Organization.People;
        var found = string.IsNullOrWhiteSpace(sought) ? [] : people.Search(program.Id, sought, MostFound + 1);
        var view = new MergeView
        {
            Shown = new Shown(rules.Definition, program.Language),
            Member = people.Of(program.Id, now.Member.Id),
            Merged = people.Of(program.Id, now.Member.Merged.Select(m => m.Id)),
            Sought = sought ?? "",
            Found = people.Of(program.Id, found.Where(f => f != now.Member.Id && now.Member.Merged.All(m => m.Id != f)).Take(MostFound)),
            Joined = with is null ? null : await JoinedAsync(context, program, now, with),
            Refused = refused,
        };
        return Pages.Show<MergePage>(new { View = view }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    /// <summary>What would be joined, or why it cannot be: the same path as doing it, without the row.</summary>
    private static async Task<MergeTried> JoinedAsync(HttpContext context, ProgramInView program, MemberNow into, string with)
    {
        var other = program.Organization.People.Of(program.Id, new MemberId(with));
        var tried = Merge(with, into.Member.Id.Value, new CommandId(Guid.CreateVersion7().ToString()), program.Now, context.User.Actor(), null);
        var (row, _, problem) = await Asking.AnswerAsync(program.Organization, program.Id, tried, null, isDry: true, context.RequestAborted);
        return row is null
            ? new MergeTried(other, [], [], problem!.Say(program.Language))
            : new MergeTried(other, Entries.Of(row.Events, program.Program, program.Language, into.Member.Id), Entries.Tiers(row.Events, into.Member.Id), null);
    }

    private static MergeMembers Merge(string other, string into, CommandId id, DateTimeOffset at, string actor, string? reason) => new()
    {
        Id = id,
        Actor = actor,
        At = at,
        IsTimedByServer = true,
        Member = new MemberId(other.Trim()),
        Into = new MemberId(into),
        Reason = reason?.Trim() ?? "",
    };
}

/// <summary>What the page of joining two accounts shows.</summary>
public sealed record MergeView
{
    public required Shown Shown { get; init; }
    public required Person Member { get; init; }
    public required IReadOnlyList<Person> Merged { get; init; }
    public required string Sought { get; init; }
    public required IReadOnlyList<Person> Found { get; init; }

    /// <summary>What would be joined with the other that was chosen.</summary>
    public MergeTried? Joined { get; init; }
    public string? Refused { get; init; }
}

/// <summary>What a merge would come to.</summary>
/// <param name="Refused">Why it cannot be.</param>
public sealed record MergeTried(Person Other, IReadOnlyList<EntryReply> Entries, IReadOnlyList<TierChangeReply> TierChanges, string? Refused);

/// <summary>A merge that somebody confirmed.</summary>
public sealed record MergeForm
{
    public string? Key { get; init; }
    public string? Other { get; init; }
    public string? Reason { get; init; }
}
