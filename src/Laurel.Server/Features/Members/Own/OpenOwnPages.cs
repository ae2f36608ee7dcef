using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Members.Own;

/// <summary>
/// How a member comes to her own pages: by a link that somebody at the shop made for her. It is exchanged for a session at once, so that
/// the secret does not stay in the address.
/// </summary>
internal static class OpenOwnPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/open/{organization}/{secret}", OpenAsync).ExcludeFromDescription();
        pages.MapGet("/closed", () => Pages.Show<OwnClosedPage>()).ExcludeFromDescription();
        pages.MapPost("/leave", LeaveAsync).NeedsMember().ExcludeFromDescription();
        pages.MapPost("/language", Speak).NeedsMember().ExcludeFromDescription();
    }

    /// <summary>Whoever comes with something else than a link that is open is told the same, whatever it was.</summary>
    private static async Task<IResult> OpenAsync(
        HttpContext context, string organization, string secret, Organizations organizations, OpenOrganizations open, SignInThrottle throttle)
    {
        var place = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.WaitForLink(place) is { } wait)
        {
            context.Response.Headers.RetryAfter = ((long)wait.TotalSeconds + 1).ToString("D");
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }
        var known = OrganizationId.TryParse(organization) is { } id && organizations.Find(id) is not null ? await open.Of(id) : null;
        if (known?.Links.Open(secret) is not { } link)
        {
            throttle.FailedLink(place);
            return Pages.Show<OwnClosedPage>(status: StatusCodes.Status404NotFound);
        }
        if (link.Opened is null)
            await known.Writer.Write([known.Links.NoteOpened(link)], context.RequestAborted);
        await MemberSessions.OpenAsync(context, known.Id, link);
        return Results.LocalRedirect(MemberSessions.Path);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, [FromForm] string? none)
    {
        await context.SignOutAsync(Schemes.Member);
        return Results.LocalRedirect(MemberSessions.Closed);
    }

    private static IResult Speak(HttpContext context, [FromForm] string? language, [FromForm(Name = "return")] string? back)
    {
        if (Languages.TryParse(language) is not { } chosen)
            return Results.BadRequest();
        LanguageOf.Remember(context, chosen);
        return Results.LocalRedirect(LocalPath.OrHome(back));
    }
}
