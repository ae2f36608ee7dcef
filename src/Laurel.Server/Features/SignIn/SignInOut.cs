using Laurel.Server.Access;
using Laurel.Server.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.SignIn;

/// <summary>Coming in with e-mail and password, and going out again.</summary>
internal static class SignInOut
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Ask).ExcludeFromDescription();
        routes.MapPost("/sign-in", SignInAsync).ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOutAsync).ExcludeFromDescription();
    }

    private static IResult Ask(HttpContext context, [FromQuery(Name = "return")] string? back) =>
        context.User.Role() is null ? Pages.Show<SignInPage>(new { Back = back }) : Results.LocalRedirect(LocalPath.OrHome(back));

    private static async Task<IResult> SignInAsync(
        HttpContext context, Staff staff, SignInThrottle throttle,
        [FromForm] string? email, [FromForm] string? password, [FromForm(Name = "return")] string? back)
    {
        var place = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.Wait(email ?? "", place) is { } wait)
        {
            context.Response.Headers.RetryAfter = ((long)wait.TotalSeconds + 1).ToString("D");
            return Pages.Show<SignInPage>(new { Email = email, Back = back, Wait = (TimeSpan?)wait }, StatusCodes.Status429TooManyRequests);
        }
        if (staff.SignIn(email ?? "", password ?? "") is not { } person)
        {
            throttle.Failed(email ?? "", place);
            return Pages.Show<SignInPage>(new { Email = email, Back = back, IsWrong = true }, StatusCodes.Status401Unauthorized);
        }
        throttle.Succeeded(person.Email);
        await context.SignInAsync(Schemes.Staff, Caller.Of(person));
        if (person.Language is { } language)
            LanguageOf.Remember(context, language);
        return Results.LocalRedirect(LocalPath.OrHome(back));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, [FromForm] string? none)
    {
        await context.SignOutAsync(Schemes.Staff);
        return Results.LocalRedirect("/sign-in");
    }
}
