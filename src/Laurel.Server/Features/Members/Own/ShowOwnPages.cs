using Laurel.Server.Access;
using Laurel.Server.Features.Members.Caring;
using Laurel.Server.Features.Members.Own.Carrying;
using Laurel.Server.Features.Members.Own.Inviting;
using Laurel.Server.Features.Members.Own.Offers;
using Laurel.Server.Features.Members.Own.Sharing;
using Laurel.Server.Features.Members.Own.Subscribing;
using Laurel.Server.Features.Members.Page;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Own;

/// <summary>A member's own pages: her card, ways to earn and to redeem, what happened and why, and her data.</summary>
internal static class ShowOwnPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(MemberSessions.Path).RequireRateLimiting(KeyLimits.MemberPages).AddEndpointFilter(KeepPrivate);
        OpenOwnPages.Map(pages);
        EndMembership.Map(pages);
        LeaveOwnHousehold.Map(pages);
        InviteFriends.Map(pages);
        ShowOwnOffers.Map(pages);
        AddToWallet.Map(pages);
        AnswerPhones.Map(pages);
        pages.MapGet("", (Herself herself) => ShowAsync<OwnCardPage>(herself)).NeedsMember().ExcludeFromDescription();
        pages.MapGet("/earn", (Herself herself) => ShowAsync<OwnEarnPage>(herself)).NeedsMember().ExcludeFromDescription();
        pages.MapGet("/rewards", (Herself herself) => ShowAsync<OwnRewardsPage>(herself)).NeedsMember().ExcludeFromDescription();
        pages.MapGet("/history", HistoryAsync).NeedsMember().ExcludeFromDescription();
        pages.MapGet("/data", (Herself herself) => ShowAsync<OwnDataPage>(herself)).NeedsMember().ExcludeFromDescription();
        pages.MapGet("/data/export", ExportAsync).NeedsMember().ExcludeFromDescription();
        pages.MapPost("/consents", ConsentAsync).NeedsMember().ExcludeFromDescription();
    }

    /// <summary>Nothing of it is kept by browsers and proxies, or found by search engines.</summary>
    private static ValueTask<object?> KeepPrivate(EndpointFilterInvocationContext invoked, EndpointFilterDelegate next)
    {
        var headers = invoked.HttpContext.Response.Headers;
        headers.CacheControl = "no-cache, no-store";
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        headers["Referrer-Policy"] = "no-referrer";
        return next(invoked);
    }

    private static async Task<IResult> ShowAsync<TPage>(Herself herself)
        where TPage : Microsoft.AspNetCore.Components.IComponent => Pages.Show<TPage>(new { View = await OwnView.ReadAsync(herself) });

    private static async Task<IResult> HistoryAsync(Herself herself, long? before)
    {
        var view = await OwnView.ReadAsync(herself);
        return Pages.Show<OwnHistoryPage>(new { View = view with { History = await HistoryView.ReadAsync(herself.Program, herself.Now.Member.Id, null, before) } });
    }

    private static async Task<IResult> ExportAsync(HttpContext context, Herself herself, TimeProvider clock)
    {
        await herself.Organization.Writer.Write(
            [Audit.Of(clock, context.User, "export-herself", $"{herself.Program.Id}/{herself.Id}")], context.RequestAborted);
        context.Response.Headers.ContentDisposition = "attachment; filename=\"my-data.json\"";
        var all = await ReadEverything.OfAsync(herself.Organization, herself.Program.Id, herself.Now.Member.Id, herself.Now, herself.Program.Language);
        return new JsonAnswer<EverythingReply>(all, MembersJson.Default.EverythingReply);
    }

    private static async Task<IResult> ConsentAsync(HttpContext context, Herself herself, IFormCollection form)
    {
        var why = ConsentForm.Read(form) is { } asked
            ? await asked.RecordAsync(context, herself.Program, herself.Now.Member.Id, "own page")
            : Words.Say(herself.Program.Language, "members.consent-incomplete");
        return why is null
            ? Results.LocalRedirect(MemberSessions.Path + "/data#consents")
            : Pages.Show<OwnDataPage>(new { View = await OwnView.ReadAsync(herself) with { Refused = why } }, StatusCodes.Status409Conflict);
    }
}
