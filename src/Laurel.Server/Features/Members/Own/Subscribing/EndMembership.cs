using Laurel.Engine;
using Laurel.Memberships;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Payments;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Members.Own.Subscribing;

/// <summary>/my/membership: what she pays for, and its end, of which a rehearsal says first what she gets back.</summary>
internal static class EndMembership
{
    private const string Page = "/membership";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Page, ShowAsync).NeedsMember().ExcludeFromDescription();
        pages.MapGet(Page + "/{plan}/end", AskAsync).NeedsMember().ExcludeFromDescription();
        pages.MapPost(Page + "/{plan}/end", EndAsync).NeedsMember().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(Herself herself, string? done)
    {
        var view = await OwnMembershipView.ReadAsync(herself);
        var isDone = done is not null && view.Held.Any(h => h.Held.State is MembershipState.Ending or MembershipState.Cancelled);
        return OwnWay.Show(herself, Page, () => Pages.Show<OwnMembershipPage>(new { View = view with { IsDone = isDone } }));
    }

    private static Task<IResult> AskAsync(HttpContext context, Herself herself, string plan) =>
        QuestionAsync(context, herself, plan, OwnAnswer.NewKey(), null);

    /// <summary>The question, or her memberships with the reason why there is none.</summary>
    private static async Task<IResult> QuestionAsync(HttpContext context, Herself herself, string plan, string key, string? refused)
    {
        var (row, problem) = await herself.AskAsync(Command(context, herself, plan, new CommandId(key)), isDry: true, context.RequestAborted);
        if (row is null)
            return await RefuseAsync(herself, OwnAnswer.Why(problem!, herself.Program.Language));
        var ended = EndedMembership.Of(row, plan);
        var shown = herself.Shown;
        return Pages.Show<OwnQuestionPage>(new
        {
            Question = new OwnQuestion
            {
                Shown = shown,
                Title = Words.Say(shown.Language, "own.fee.end-title", ("name", ended.Name(shown))),
                Says = ended.Say(shown),
                Back = Page,
                Action = $"{MemberSessions.Path}{Page}/{Uri.EscapeDataString(plan)}/end",
                Go = Words.Say(shown.Language, "own.fee.end-go"),
                Key = key,
                Read = ended.ToString(),
                Refused = refused,
            },
        }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> EndAsync(HttpContext context, Herself herself, string plan, IPayments payments, [FromForm] OwnAnswer answer)
    {
        if (answer.Command is not { } id)
            return Results.LocalRedirect(MemberSessions.Path + Page);
        var command = Command(context, herself, plan, id);
        if (await herself.Organization.Journal.Find(herself.Program.Id, id) is null && await IsOldAsync(context, herself, command, answer))
            return await QuestionAsync(context, herself, plan, answer.Key!, Words.Say(herself.Program.Language, "own.changed"));
        var (row, problem) = await herself.AskAsync(command, isDry: false, context.RequestAborted);
        if (row is not null && EndedMembership.Of(row, plan) is { Back: > 0 and var back })
            problem = await FeesBack.PayAsync(herself.Organization, herself.Program.Id, payments, command, back, context.RequestAborted);
        return problem is null
            ? Results.LocalRedirect($"{MemberSessions.Path}{Page}?done=1")
            : await RefuseAsync(herself, OwnAnswer.Why(problem, herself.Program.Language));
    }

    /// <summary>What would come of it now is not what she read.</summary>
    private static async Task<bool> IsOldAsync(HttpContext context, Herself herself, CancelMembership command, OwnAnswer answer)
    {
        var (row, _) = await herself.AskAsync(command, isDry: true, context.RequestAborted);
        return row is not null && EndedMembership.Of(row, command.Plan).ToString() != answer.Read;
    }

    private static async Task<IResult> RefuseAsync(Herself herself, string why) =>
        Pages.Show<OwnMembershipPage>(new { View = await OwnMembershipView.ReadAsync(herself) with { Refused = why } }, StatusCodes.Status409Conflict);

    private static CancelMembership Command(HttpContext context, Herself herself, string plan, CommandId id) => new()
    {
        Id = id,
        Actor = context.User.Actor(),
        At = herself.Program.Now,
        IsTimedByServer = true,
        Member = herself.Now.Member.Id,
        Plan = plan,
    };
}

/// <summary>What the end of a membership comes to.</summary>
internal sealed record EndedMembership(HeldMembership After, long Back, int UnusedDays)
{
    public static EndedMembership Of(JournalRow row, string plan)
    {
        var changed = row.Events.OfType<MembershipChanged>().Last(c => c.After.Plan == plan && c.Change is MembershipChange.Ending or MembershipChange.Cancelled);
        return new EndedMembership(changed.After, changed.Refund, changed.UnusedDays);
    }

    public string Name(Shown shown) => shown.Name(shown.Definition.Membership(After.Plan)?.Name, After.Plan);

    public IReadOnlyList<string> Say(Shown shown)
    {
        var isLater = After.State == MembershipState.Ending && After.Lapses is not null;
        List<string> said =
        [
            isLater ? Words.Say(shown.Language, "own.fee.end-later", ("day", shown.LastDay(After.Lapses!.Value))) : Words.Say(shown.Language, "own.fee.end-now"),
            Words.Say(shown.Language, "own.fee." + What, ("money", shown.Money(Back)), ("days", UnusedDays)),
        ];
        if (Lost(shown) is { Count: > 0 } lost)
            said.Add(Words.Say(shown.Language, isLater ? "own.fee.end-lose-later" : "own.fee.end-lose", ("list", string.Join(", ", lost))));
        if (After.Saved > 0)
            said.Add(Words.Say(shown.Language, "own.fee.end-saved", ("money", shown.Money(After.Saved))));
        return said;
    }

    private IReadOnlyList<string> Lost(Shown shown) =>
        [.. (shown.Definition.Membership(After.Plan)?.Gives ?? []).Select(id => shown.Name(Given(shown.Definition, id), id))];

    private static Definitions.LocalText? Given(Definition definition, string id) => definition.Perks.FirstOrDefault(p => p.Id == id)?.Text
        ?? definition.Offer(id)?.Name ?? definition.Reward(id)?.Name ?? definition.Earning.FirstOrDefault(r => r.Id == id)?.Text
        ?? definition.Allowances.FirstOrDefault(a => a.Id == id)?.Text;

    private string What => (Back, After.Paid) switch
    {
        (0, 0) => "back-none",
        (0, _) => "back-nothing",
        (_, 0) => "back-all",
        _ => "back",
    };

    /// <summary>What must still hold when she says yes.</summary>
    public override string ToString() => $"{After.State} {Back}";
}
