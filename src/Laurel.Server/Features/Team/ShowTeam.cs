using System.Security.Cryptography;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Team;

/// <summary>The people who work here: listed, let in with a role and a first password, and let in no more.</summary>
internal static class ShowTeam
{
    private const int LongestName = 120;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/team", Show).Needs(Permission.SeeStaff).ExcludeFromDescription();
        routes.MapPost("/team", LetInAsync).Needs(Permission.ChangeStaff).ExcludeFromDescription();
        routes.MapPost("/team/disable", DisableAsync).Needs(Permission.ChangeStaff).ExcludeFromDescription();
    }

    private static IResult Show(HttpContext context, Staff staff) => Pages.Show<TeamPage>(new { View = View(context, staff) });

    private static async Task<IResult> LetInAsync(
        HttpContext context, Staff staff, OpenOrganization organization, TimeProvider clock, [FromForm] TeamForm form)
    {
        if (Wrong(form, staff) is { } wrong)
            return Pages.Show<TeamPage>(new { View = View(context, staff) with { Form = form, Wrong = wrong } }, StatusCodes.Status400BadRequest);
        var password = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 4 * 4);
        var person = staff.Add(organization.Id, form.Email!, form.Name!.Trim(), Roles.TryParse(form.Role)!.Value, password);
        await organization.Writer.Write([Audit.Of(clock, context.User, "let-in", person.Id)], context.RequestAborted);
        return Pages.Show<TeamPage>(new { View = View(context, staff) with { LetIn = (person.Email, password) } });
    }

    private static async Task<IResult> DisableAsync(
        HttpContext context, Staff staff, OpenOrganization organization, TimeProvider clock, [FromForm] string? id)
    {
        // Nobody locks herself out, so there is always somebody who can let others in.
        if (id is not null && id != context.User.Actor() && staff.Disable(organization.Id, id))
            await organization.Writer.Write([Audit.Of(clock, context.User, "let-out", id)], context.RequestAborted);
        return Results.LocalRedirect("/team");
    }

    private static string? Wrong(TeamForm form, Staff staff)
    {
        if (string.IsNullOrWhiteSpace(form.Name) || form.Name.Length > LongestName || Roles.TryParse(form.Role) is null)
            return "incomplete";
        if (form.Email is null || form.Email.IndexOf('@', StringComparison.Ordinal) <= 0 || form.Email.EndsWith('@'))
            return "wrong-email";
        return staff.IsTaken(form.Email) ? "taken" : null;
    }

    private static TeamView View(HttpContext context, Staff staff) =>
        new([.. staff.Of(context.User.Organization()).Select(s => TeamRow.Of(s, context.User.Actor()))]);
}
