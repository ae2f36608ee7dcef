using System.Security.Claims;
using Laurel.Server.Privacy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Laurel.Server.Access;

/// <summary>
/// The session of a member on her own pages, opened by a link: a cookie that is sent to these pages only, and is worth nothing once the
/// link was ended.
/// </summary>
internal static class MemberSessions
{
    public const string Path = "/my";

    /// <summary>What is shown to those who come without a session.</summary>
    public const string Closed = Path + "/closed";
    private static readonly TimeSpan Length = TimeSpan.FromDays(180);

    public static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "laurel-member";
        cookie.Cookie.Path = Path;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        (cookie.ExpireTimeSpan, cookie.Cookie.MaxAge) = (Length, Length);
        cookie.Events.OnRedirectToLogin = context =>
        {
            context.Response.Redirect(Closed);
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToAccessDenied = cookie.Events.OnRedirectToLogin;
        cookie.Events.OnValidatePrincipal = StillOpenAsync;
    }

    public static Task OpenAsync(HttpContext context, OrganizationId organization, MemberLink link) => context.SignInAsync(Schemes.Member,
        new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(Claims.Id, link.Id),
                new(Claims.Organization, organization.Value),
                new(Claims.Program, link.Program),
                new(Claims.Member, link.Member.Value),
            ], Schemes.Member, Claims.Id, Claims.Role)));

    private static async Task StillOpenAsync(CookieValidatePrincipalContext context)
    {
        var organizations = context.HttpContext.RequestServices.GetRequiredService<OpenOrganizations>();
        var organization = await organizations.Of(context.Principal!.Organization());
        if (organization.Links.Find(context.Principal!.Actor()) is not null)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Member);
    }
}
