using Laurel.Engine;
using Laurel.Households;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Members.Own.Sharing;

/// <summary>/my/household: who is in it and what is shared; and leaving it, of which a rehearsal says first what she takes along.</summary>
internal static class LeaveOwnHousehold
{
    private const string Page = "/household";
    private const string Leaving = Page + "/leave";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Page, Show).NeedsMember().ExcludeFromDescription();
        pages.MapGet(Leaving, AskAsync).NeedsMember().ExcludeFromDescription();
        pages.MapPost(Leaving, LeaveAsync).NeedsMember().ExcludeFromDescription();
    }

    private static IResult Show(Herself herself, string? done) => OwnWay.Show(herself, Page, () => Pages.Show<OwnHouseholdPage>(new
    {
        View = OwnHouseholdView.Of(herself) with { IsDone = done is not null && herself.Now.Member.Household is null },
    }));

    private static Task<IResult> AskAsync(HttpContext context, Herself herself) => QuestionAsync(context, herself, OwnAnswer.NewKey(), null);

    /// <summary>The question, or her household with the reason why there is none.</summary>
    private static async Task<IResult> QuestionAsync(HttpContext context, Herself herself, string key, string? refused)
    {
        var (row, problem) = await herself.AskAsync(Command(context, herself, new CommandId(key)), isDry: true, context.RequestAborted);
        if (row is null)
            return Refuse(herself, problem!);
        var (shown, left) = (herself.Shown, LeftHousehold.Of(row, herself.Now));
        return Pages.Show<OwnQuestionPage>(new
        {
            Question = new OwnQuestion
            {
                Shown = shown,
                Title = Words.Say(shown.Language, "own.home.leave-title"),
                Says = left.Say(shown),
                Back = Page,
                Action = MemberSessions.Path + Leaving,
                Go = Words.Say(shown.Language, "own.home.leave-go"),
                Key = key,
                Read = left.Read,
                Refused = refused,
            },
        }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, Herself herself, [FromForm] OwnAnswer answer)
    {
        if (answer.Command is not { } id)
            return Results.LocalRedirect(MemberSessions.Path + Page);
        var command = Command(context, herself, id);
        if (await herself.Organization.Journal.Find(herself.Program.Id, id) is null && await IsOldAsync(context, herself, command, answer))
            return await QuestionAsync(context, herself, answer.Key!, Words.Say(herself.Program.Language, "own.changed"));
        var (row, problem) = await herself.AskAsync(command, isDry: false, context.RequestAborted);
        return row is null ? Refuse(herself, problem!) : Results.LocalRedirect($"{MemberSessions.Path}{Page}?done=1");
    }

    /// <summary>What would come of it now is not what she read.</summary>
    private static async Task<bool> IsOldAsync(HttpContext context, Herself herself, LeaveHousehold command, OwnAnswer answer)
    {
        var (row, _) = await herself.AskAsync(command, isDry: true, context.RequestAborted);
        return row is not null && LeftHousehold.Of(row, herself.Now).Read != answer.Read;
    }

    private static IResult Refuse(Herself herself, Problem problem) => Pages.Show<OwnHouseholdPage>(
        new { View = OwnHouseholdView.Of(herself) with { Refused = OwnAnswer.Why(problem, herself.Program.Language) } }, StatusCodes.Status409Conflict);

    private static LeaveHousehold Command(HttpContext context, Herself herself, CommandId id) => new()
    {
        Id = id,
        Actor = context.User.Actor(),
        At = herself.Program.Now,
        IsTimedByServer = true,
        Member = herself.Now.Member.Id,
    };
}

/// <summary>What becomes of units when she leaves her household.</summary>
/// <param name="Hers">What she has of each unit that was spent together afterwards: usable, and on its way.</param>
/// <param name="Level">The level she would be at alone; null where it stays.</param>
/// <param name="IsTogether">Levels count what everybody in the household brings.</param>
internal sealed record LeftHousehold(IReadOnlyList<(string Unit, long Available, long Pending, long Others)> Hers, string? Level, bool IsTogether)
{
    /// <summary>What must still hold when she says yes.</summary>
    public string Read => string.Join(" ", Hers.Select(h => $"{h.Available}+{h.Pending}/{h.Others}")) + " " + Level;

    public static LeftHousehold Of(JournalRow row, MemberNow now)
    {
        var (definition, after) = (now.Rules.Definition, now.Member);
        foreach (var happened in row.Events.Where(e => Evolve.Touched(e).Contains(Key.Member(now.Member.Id))))
            after = (Member)Evolve.Apply(Key.Member(now.Member.Id), after, happened)!;
        var level = row.Events.OfType<TierChanged>().LastOrDefault(t => t.Member == after.Id)?.After;
        return new LeftHousehold(
            [.. (definition.Household?.Pools ?? []).Select(unit => Of(unit, after.Balance(unit, now.At), now))], level, definition.Tiers is { PerHousehold: true });
    }

    private static (string, long, long, long) Of(string unit, Balance after, MemberNow now)
    {
        var all = now.Member.Balance(unit, now.At).Available + (now.Shared(unit) ?? 0);
        return (unit, after.Available, after.Pending, Math.Max(0, all - after.Available));
    }

    public IReadOnlyList<string> Say(Shown shown)
    {
        var said = new List<string>();
        foreach (var (unit, available, pending, others) in Hers)
        {
            said.Add(Words.Say(shown.Language, pending == 0 ? "own.home.take" : "own.home.take-pending",
                ("units", shown.Units(available, unit)), ("pending", shown.Units(pending, unit))));
            if (others > 0)
                said.Add(Words.Say(shown.Language, "own.home.stay", ("units", shown.Units(others, unit))));
        }
        if (Level is { } level)
            said.Add(Words.Say(shown.Language, "own.home.level", ("level", shown.Level(level))));
        else if (IsTogether)
            said.Add(Words.Say(shown.Language, "own.home.alone"));
        said.Add(Words.Say(shown.Language, "own.home.return"));
        return said;
    }
}
