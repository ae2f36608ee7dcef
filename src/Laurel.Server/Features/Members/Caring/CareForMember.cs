using Laurel.Server.Access;
using Laurel.Server.Features.Members.Page;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Caring;

/// <summary>What a member says at the counter that she agrees to, or no longer does.</summary>
internal static class CareForMember
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/members/{member}/consents", ConsentAsync).Needs(Permission.Serve).ExcludeFromDescription();

    private static async Task<IResult> ConsentAsync(HttpContext context, string member, ProgramInView program, TimeProvider clock, IFormCollection form)
    {
        if (program.Rules is null)
            return program.None;
        var why = ConsentForm.Read(form) is { } asked
            ? await asked.RecordAsync(context, program, new MemberId(member), "counter")
            : Words.Say(program.Language, "members.consent-incomplete");
        if (why is not null)
            return await ShowMember.PageAsync(context, member, program, clock, null, null, v => v with { ConsentRefused = why }, StatusCodes.Status409Conflict);
        var visitor = context.RequestServices.GetRequiredService<Visitor>();
        return Results.LocalRedirect(visitor.Link($"/members/{Uri.EscapeDataString(member)}#consents"));
    }
}
