using System.Globalization;
using Laurel.Accounts;
using Laurel.Server.Access;
using Laurel.Server.Features.Members.Counter;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Members.Page;

/// <summary>The page of a member: what she has, where she stands, what happened and why; and the forms that adjust and that switch her account.</summary>
internal static class ShowMember
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/members/{member}", ShowAsync).Needs(Permission.SeeMembers).ExcludeFromDescription();
        routes.MapGet("/members/{member}/history", MoreAsync).Needs(Permission.SeeMembers).ExcludeFromDescription();
        routes.MapPost("/members/{member}/adjust", AdjustAsync).Needs(Permission.AdjustUnits).ExcludeFromDescription();
        routes.MapPost("/members/{member}/state", SwitchAsync).Needs(Permission.AdjustUnits).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, string member, ProgramInView program, TimeProvider clock, string? show, long? before, long? done, int? goods)
    {
        var told = done is { } seq ? await DoneAsync(program, new MemberId(member), seq) : null;
        return await PageAsync(context, member, program, clock, show, before, v => v with { Done = told, Sale = SaleForm.Empty(goods) });
    }

    private static async Task<IResult> MoreAsync(string member, ProgramInView program, string? show, long? before)
    {
        if (program.Rules is null)
            return Results.NotFound();
        return Pages.Show<MemberHistory>(new { View = await HistoryView.ReadAsync(program, new MemberId(member), show, before) });
    }

    private static async Task<IResult> AdjustAsync(
        HttpContext context, string member, ProgramInView program, TimeProvider clock, [FromForm] AdjustForm form)
    {
        if (program.Rules is not { } rules)
            return Results.NotFound();
        var unit = rules.Definition.Unit(form.Unit ?? "");
        var amount = decimal.TryParse(form.Amount, CultureInfo.InvariantCulture, out var written) && written > 0 ? unit?.TryAmount(written) : null;
        if (unit is null || amount is null || string.IsNullOrWhiteSpace(form.Reason) || string.IsNullOrWhiteSpace(form.Key))
            return await RefusedAsync(Words.Say(program.Language, "members.adjust-incomplete"));
        var command = new AdjustUnits
        {
            Id = new CommandId(form.Key),
            Actor = context.User.Actor(),
            At = clock.GetUtcNow(),
            IsTimedByServer = true,
            Member = new MemberId(member),
            Unit = unit.Id,
            Amount = form.Way == "take" ? -amount.Value : amount.Value,
            Reason = form.Reason.Trim(),
        };
        var (row, _, problem) = await Asking.AnswerAsync(program.Organization, program.Id, command, null, isDry: false, context.RequestAborted);
        if (row is null)
            return await RefusedAsync(problem!.Say(program.Language));
        var visitor = context.RequestServices.GetRequiredService<Visitor>();
        return Results.LocalRedirect(visitor.Link($"/members/{Uri.EscapeDataString(member)}?done={row.Seq}"));

        Task<IResult> RefusedAsync(string why) =>
            PageAsync(context, member, program, clock, null, null, v => v with { Refused = why, Form = form }, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> SwitchAsync(
        HttpContext context, string member, ProgramInView program, TimeProvider clock, [FromForm] SwitchForm form)
    {
        if (SwitchBody.Read(form.State) is not { } state || string.IsNullOrWhiteSpace(form.Reason) || string.IsNullOrWhiteSpace(form.Key))
            return await RefusedAsync(Words.Say(program.Language, "members.switch-incomplete"));
        var command = new SwitchAccount
        {
            Id = new CommandId(form.Key),
            Actor = context.User.Actor(),
            At = clock.GetUtcNow(),
            IsTimedByServer = true,
            Member = new MemberId(member),
            State = state,
            Reason = form.Reason.Trim(),
        };
        var (row, _, problem) = await Asking.AnswerAsync(program.Organization, program.Id, command, null, isDry: false, context.RequestAborted);
        if (row is null)
            return await RefusedAsync(problem!.Say(program.Language));
        var visitor = context.RequestServices.GetRequiredService<Visitor>();
        return Results.LocalRedirect(visitor.Link($"/members/{Uri.EscapeDataString(member)}"));

        Task<IResult> RefusedAsync(string why) =>
            PageAsync(context, member, program, clock, null, null, v => v with { SwitchRefused = why }, StatusCodes.Status409Conflict);
    }

    private static AccountState StateOf(Member member) => member.IsClosed ? AccountState.Closed : member.IsInactive ? AccountState.Off : AccountState.On;

    internal static async Task<IResult> PageAsync(
        HttpContext context, string member, ProgramInView program, TimeProvider clock, string? show, long? before,
        Func<MemberView, MemberView> change, int status = StatusCodes.Status200OK)
    {
        if (program.Rules is null || await MemberNow.FindAsync(program.Organization, program.Id, new MemberId(member), program.Now) is not { } now)
            return Results.NotFound();
        await program.Organization.Writer.Write(
            [Audit.Of(clock, context.User, "read-person", $"{program.Id}/{member}")], context.RequestAborted);
        var view = new MemberView
        {
            Shown = new Shown(now.Rules.Definition, program.Language),
            Member = MemberReply.Of(now, program.Language),
            Person = program.Organization.People.Of(program.Id, now.Member.Id),
            Merged = program.Organization.People.Of(program.Id, now.Member.Merged.Select(m => m.Id)),
            Household = program.Organization.People.Of(program.Id, now.Household.Select(m => m.Id).Prepend(now.Member.Id)),
            Memberships = [.. now.Member.Memberships.Reverse()],
            Perks = [.. program.Program.Perks(now.Member, now.At).Select(p => MemberView.PerkName(now.Rules.Definition, p, program.Language))],
            Rewards = await RewardsOf.Async(now, program.Language),
            Challenges =
            [
                .. ChallengeReply.Of(now, program.Language),
                .. await ClubReplies.OfAsync(program.Organization.Journal, program.Id, now, program.Language),
            ],
            Games = GameReply.Of(now, program.Language),
            Badges = BadgeReply.Of(now, program.Language),
            Consents = now.Member.Consents,
            Known = now.Member.Profile,
            History = await HistoryView.ReadAsync(program, now.Member.Id, show, before),
            State = StateOf(now.Member),
            Link = program.Organization.Links.Of(program.Id, now.Member.Id),
        };
        return Pages.Show<MemberPage>(new { View = change(view) }, status);
    }

    /// <summary>What staff just did came to, for the one who did it.</summary>
    private static async Task<string?> DoneAsync(ProgramInView program, MemberId member, long seq)
    {
        var rows = await program.Organization.Journal.History(program.Id, member, seq + 1, 1);
        if (program.Rules is not { } rules || rows is not [{ IsAccepted: true } row] || row.Seq != seq)
            return null;
        var shown = new Shown(rules.Definition, program.Language);
        var story = Story.Of(row);
        var title = row.Command is AdjustUnits ? null : Words.Say(program.Language, "members.what." + story.What,
            ("money", shown.Money(story.Total ?? 0)),
            ("thing", rules.Definition.Reward(story.Reward ?? "")?.Name?.In(program.Language) ?? story.Reward)) + ".";
        var entries = Entries.Of(row.Events, program.Program, program.Language, member);
        var moved = row.Command is RecordPurchase
            ? entries.SelectMany(e => new[] { shown.Signed(e.Amount, e.Unit) + "." }.Concat(e.Why.Notes ?? []))
            : entries.Select(e => e.Why.Text);
        if (entries.Count == 0 && row.Command is RecordPurchase)
            moved = [Words.Say(program.Language, "members.earns-nothing")];
        return string.Join(" ", moved.Prepend(title).OfType<string>());
    }
}
