using Laurel.Server.Access;
using Laurel.Server.Http;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Ui;

/// <summary>The language switch: remembered in a cookie and, for staff, with the person.</summary>
internal static class SpeakLanguage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/language", Speak).ExcludeFromDescription();

    private static IResult Speak(HttpContext context, Staff staff, [FromForm] string? language, [FromForm(Name = "return")] string? back)
    {
        if (Languages.TryParse(language) is not { } chosen)
            return Results.BadRequest();
        LanguageOf.Remember(context, chosen);
        if (context.User.Role() is not null)
            staff.Speak(context.User.Actor(), chosen);
        return Results.LocalRedirect(LocalPath.OrHome(back));
    }
}
