using Laurel.Server.Access;
using Laurel.Server.Features.Members.Page;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Members.Counter;

/// <summary>A counter without a till of its own: what a purchase would earn, the purchase itself, and a reward handed over.</summary>
internal static class ServeMember
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/members/{member}/purchase/goods", MoreGoods).Needs(Permission.Serve).ExcludeFromDescription();
        routes.MapPost("/members/{member}/purchase/try", TryAsync).Needs(Permission.Serve).ExcludeFromDescription();
        routes.MapPost("/members/{member}/purchase", RecordAsync).Needs(Permission.Serve).ExcludeFromDescription();
        routes.MapPost("/members/{member}/claim", ClaimAsync).Needs(Permission.Serve).ExcludeFromDescription();
        routes.MapPost("/members/{member}/redeem", RedeemAsync).Needs(Permission.Serve).ExcludeFromDescription();
    }

    /// <summary>One more line for goods; the first takes over what was typed as one amount.</summary>
    private static IResult MoreGoods(ProgramInView program, string[] goods, string? amount, string? category)
    {
        if (program.Rules is not { } rules)
            return program.None;
        SaleGoods[] lines = goods.Length == 0 ? [new(category, "1", amount), new()] : [new()];
        return Pages.Show<SaleLines>(new { Lines = lines, rules.Definition.Currency, IsMore = true });
    }

    private static async Task<IResult> TryAsync(HttpContext context, string member, ProgramInView program, TimeProvider clock, IFormCollection form)
    {
        if (program.Rules is not { } rules || SaleForm.Read(form).Command(context, new MemberId(member), program, clock) is not { } command)
            return Pages.Show<SalePreview>();
        var (row, _, problem) = await Asking.AnswerAsync(program.Organization, program.Id, command, null, isDry: true, context.RequestAborted);
        return Pages.Show<SalePreview>(new
        {
            Shown = new Shown(rules.Definition, program.Language),
            Earned = row is null ? [] : Entries.Of(row.Events, program.Program, program.Language, command.About),
            Total = row?.Events.OfType<PurchaseRecorded>().SingleOrDefault()?.Total,
            Refused = problem?.Say(program.Language),
        });
    }

    private static async Task<IResult> RecordAsync(HttpContext context, string member, ProgramInView program, TimeProvider clock, IFormCollection form)
    {
        var sale = SaleForm.Read(form);
        var command = program.Rules is null ? null : sale.Command(context, new MemberId(member), program, clock);
        if (command is not null && await AmountDoubt.OfAsync(program, sale, command, context.RequestAborted) is { } doubt)
            return await ShowMember.PageAsync(context, member, program, clock, null, null, view => view with { Sale = sale with { Doubt = doubt } },
                StatusCodes.Status409Conflict);
        return await AskAsync(context, member, program, clock, command,
            (view, why) => view with { Sale = sale with { IsIncomplete = why is null }, SaleRefused = why ?? Words.Say(program.Language, "members.sale-incomplete") });
    }

    private static async Task<IResult> ClaimAsync(HttpContext context, string member, ProgramInView program, TimeProvider clock, [FromForm] ClaimForm form) =>
        await AskAsync(context, member, program, clock, await form.CommandAsync(context, new MemberId(member), program),
            (view, why) => view with { ClaimRefused = why ?? Words.Say(program.Language, "members.claim-hint") });

    private static async Task<IResult> RedeemAsync(HttpContext context, string member, ProgramInView program, TimeProvider clock, [FromForm] RedeemForm form) =>
        await AskAsync(context, member, program, clock, await CommandAsync(context, member, program, form),
            (view, why) => view with { RedeemRefused = why ?? Words.Say(program.Language, "members.redeem-gone") });

    /// <summary>A reward that became hers already is handed over; another one is reserved and used in one step.</summary>
    private static async Task<Command?> CommandAsync(HttpContext context, string member, ProgramInView program, RedeemForm form)
    {
        if (string.IsNullOrWhiteSpace(form.Key) || program.Rules?.Definition.Reward(form.Reward ?? "") is not { } reward
            || await MemberNow.FindAsync(program.Organization, program.Id, new MemberId(member), program.Now) is not { } now)
            return null;
        var (id, actor) = (new CommandId(form.Key), context.User.Actor());
        if (!string.IsNullOrWhiteSpace(form.Redemption))
            return new CaptureRedemption { Id = id, Actor = actor, At = program.Now, IsTimedByServer = true, Redemption = new RedemptionId(form.Redemption) };
        var (quantity, units) = RewardsOf.Portion(reward, now);
        return new ReserveReward
        {
            Id = id,
            Actor = actor,
            At = program.Now,
            IsTimedByServer = true,
            Redemption = new RedemptionId(program.Organization.NameFrom("red_", "redemption", form.Key)),
            Member = now.Member.Id,
            Reward = reward.Id,
            Quantity = quantity,
            Units = units,
            AtOnce = true,
        };
    }

    /// <summary>Back to her page with what it came to, or with why not.</summary>
    private static async Task<IResult> AskAsync(
        HttpContext context, string member, ProgramInView program, TimeProvider clock, Command? command, Func<MemberView, string?, MemberView> refuse)
    {
        var (row, _, problem) = command is null
            ? (null, false, null)
            : await Asking.AnswerAsync(program.Organization, program.Id, command, null, isDry: false, context.RequestAborted);
        if (row is null)
            return await ShowMember.PageAsync(context, member, program, clock, null, null, view => refuse(view, problem?.Say(program.Language)),
                StatusCodes.Status409Conflict);
        var visitor = context.RequestServices.GetRequiredService<Visitor>();
        return Results.LocalRedirect(visitor.Link($"/members/{Uri.EscapeDataString(member)}?done={row.Seq}"));
    }
}

/// <summary>The receipt of a purchase that was recorded for nobody.</summary>
public sealed record ClaimForm
{
    public string? Key { get; init; }
    public string? Receipt { get; init; }

    internal async Task<Receipts.ClaimReceipt?> CommandAsync(HttpContext context, MemberId member, ProgramInView program)
    {
        var intake = new Intake();
        var receipt = intake.IdOrNull(Receipt?.Trim(), "receipt");
        if (string.IsNullOrWhiteSpace(Key) || receipt is null || !intake.IsFine)
            return null;
        return new Receipts.ClaimReceipt
        {
            Id = new CommandId(Key),
            Actor = context.User.Actor(),
            At = program.Now,
            IsTimedByServer = true,
            Of = new PurchaseId(receipt),
            Member = member,
            Traits = await Purchases.ClaimPurchase.TraitsAsync(program.Organization, program.Id, new PurchaseId(receipt), member, []),
        };
    }
}

/// <summary>Which reward is handed over; the redemption of one that is hers already.</summary>
public sealed record RedeemForm
{
    public string? Key { get; init; }
    public string? Reward { get; init; }
    public string? Redemption { get; init; }
}
