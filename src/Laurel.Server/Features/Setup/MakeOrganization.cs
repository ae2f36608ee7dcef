using Laurel.Server.Access;
using Laurel.Server.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Setup;

/// <summary>The first organization and its owner, made with the code that the server's console showed.</summary>
internal static class MakeOrganization
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup", Ask).ExcludeFromDescription();
        routes.MapPost("/setup", MakeAsync).ExcludeFromDescription();
    }

    private static IResult Ask(SetupCode setup, string? code) =>
        setup.Opens(code) ? Pages.Show<SetupPage>(new { Asked = new SetupForm { Code = code! } }) : Results.NotFound();

    private static async Task<IResult> MakeAsync(
        HttpContext context, SetupCode setup, Organizations organizations, Staff staff, [FromForm] SetupForm asked)
    {
        if (!setup.Opens(asked.Code))
            return Results.NotFound();
        if (asked.Mistakes() is { Count: > 0 } mistakes)
            return Pages.Show<SetupPage>(new { Asked = asked, Mistakes = mistakes }, StatusCodes.Status400BadRequest);
        var organization = organizations.Add(OrganizationId.Parse(asked.Id!), asked.Organization!.Trim());
        var owner = staff.Add(organization.Id, asked.Email!, asked.Name!.Trim(), Role.Owner, asked.Password!);
        await context.SignInAsync(Schemes.Staff, Caller.Of(owner));
        return Results.LocalRedirect("/");
    }
}
