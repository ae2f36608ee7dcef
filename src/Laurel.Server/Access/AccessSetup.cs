using Laurel.Server.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Laurel.Server.Access;

/// <summary>Who may come in: the cookies of staff and of members, the keys of programs, and what endpoints ask of them.</summary>
internal static class AccessSetup
{
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(10);

    public static void AddAccess(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(_ => Catalog.Open(options.Catalog));
        services.AddSingleton<Organizations>();
        services.AddSingleton<Staff>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SetupCode>();
        services.AddSingleton<IAuthorizationHandler, NeedsHandler>();
        services.AddDataProtection().SetApplicationName("laurel").PersistKeysToFileSystem(new DirectoryInfo(options.CookieKeys));
        services.AddAuthentication(Schemes.Staff).AddCookie(Schemes.Staff, Cookie).AddCookie(Schemes.Member, MemberSessions.Cookie);
        services.AddAuthorization();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "laurel-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.FormFieldName = "form-token";
        });
    }

    private static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "laurel-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = SessionLength;
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "return";
        cookie.Events.OnRedirectToLogin = AskToSignIn;
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        cookie.Events.OnValidatePrincipal = StillWelcomeAsync;
    }

    /// <summary>A session that ended over an open form leads back to the form's page; over a piece of a page, to the whole of it.</summary>
    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (request, response) = (context.Request, context.Response);
        if (HttpMethods.IsGet(request.Method) && !request.IsPiece())
        {
            response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        }
        var page = Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var shown) ? shown.PathAndQuery : "/";
        var door = "/sign-in?return=" + Uri.EscapeDataString(page);
        if (request.IsPiece())
            (response.StatusCode, response.Headers["HX-Redirect"]) = (StatusCodes.Status401Unauthorized, door);
        else
            response.Redirect(door);
        return Task.CompletedTask;
    }

    /// <summary>A session ends at once when its owner was disabled, or her role or password changed.</summary>
    private static async Task StillWelcomeAsync(CookieValidatePrincipalContext context)
    {
        var caller = context.Principal!;
        var staff = context.HttpContext.RequestServices.GetRequiredService<Staff>().Find(caller.Actor());
        if (staff is { Disabled: null } && staff.Stamp == caller.FindFirst(Claims.Stamp)?.Value)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Staff);
    }
}
