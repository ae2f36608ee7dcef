using Laurel.Explaining;
using Laurel.Referrals;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Members.Own.Inviting;

/// <summary>/my/invite: her code and her invitations; who invited her; and the page that a friend opens by her link.</summary>
internal static class InviteFriends
{
    private const string Page = "/invite";
    private const string Door = "/invitation/";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Page, ShowAsync).NeedsMember().ExcludeFromDescription();
        pages.MapPost(Page, NameInviterAsync).NeedsMember().ExcludeFromDescription();
        pages.MapGet(Door + "{organization}/{code}", OpenAsync).ExcludeFromDescription();
    }

    public static string LinkOf(OrganizationId organization, string code) => $"{MemberSessions.Path}{Door}{organization}/{code}";

    private static async Task<IResult> ShowAsync(HttpContext context, Herself herself, string? done)
    {
        var view = await OwnInvitationView.ReadAsync(context, herself);
        return OwnWay.Show(herself, Page, () => Pages.Show<OwnInvitationPage>(new { View = view with { IsDone = done is not null && herself.Now.Member.Inviter is not null } }));
    }

    private static async Task<IResult> NameInviterAsync(HttpContext context, Herself herself, [FromForm] string? key, [FromForm] string? code)
    {
        if (string.IsNullOrWhiteSpace(key) || herself.Organization.Invitations.Find(code) is not var (program, inviter) || program != herself.Program.Id)
            return await RefuseAsync(context, herself, Words.Say(herself.Program.Language, "own.invite.unknown"));
        var (row, problem) = await herself.AskAsync(new SetInviter
        {
            Id = new CommandId(key),
            Actor = context.User.Actor(),
            At = herself.Program.Now,
            IsTimedByServer = true,
            Member = herself.Now.Member.Id,
            Inviter = inviter,
        }, isDry: false, context.RequestAborted);
        return row is null
            ? await RefuseAsync(context, herself, OwnAnswer.Why(problem!, herself.Program.Language))
            : Results.LocalRedirect($"{MemberSessions.Path}{Page}?done=1");
    }

    /// <summary>What a friend gets who joins; of who invites her it says nothing. Whoever tries codes has to wait.</summary>
    private static async Task<IResult> OpenAsync(
        HttpContext context, string organization, string code, Organizations organizations, OpenOrganizations open, SignInThrottle throttle, TimeProvider clock)
    {
        var place = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.WaitForLink(place) is { } wait)
        {
            context.Response.Headers.RetryAfter = ((long)wait.TotalSeconds + 1).ToString("D");
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }
        var known = OrganizationId.TryParse(organization) is { } id && organizations.Find(id) is not null ? await open.Of(id) : null;
        if (known?.Invitations.Find(code) is not var (program, member) || known.Program(program).At(clock.GetUtcNow()) is not { Definition: { Referral: { } referral } definition })
        {
            throttle.FailedLink(place);
            return Pages.Show<OwnClosedPage>(status: StatusCodes.Status404NotFound);
        }
        var language = LanguageOf.Request(context.Request);
        string[] hers = [.. referral.Rules.Where(r => r.To == ReferralSide.Friend).Select(r => r.Id)];
        var said = PlainLanguage.Of(definition, language).Sections.FirstOrDefault(s => s.Id == "referral")?.Sentences ?? [];
        return Pages.Show<FriendPage>(new
        {
            Shown = new Shown(definition, language),
            Code = known.Invitations.CodeOf(program, member),
            Gets = (IReadOnlyList<string>)[.. said.Where(s => s.About is { } rule && hers.Contains(rule)).Select(s => s.Text)],
        });
    }

    private static async Task<IResult> RefuseAsync(HttpContext context, Herself herself, string why) => Pages.Show<OwnInvitationPage>(
        new { View = await OwnInvitationView.ReadAsync(context, herself) with { Refused = why } }, StatusCodes.Status409Conflict);
}
