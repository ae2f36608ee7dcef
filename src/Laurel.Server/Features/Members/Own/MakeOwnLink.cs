using Laurel.Server.Access;
using Laurel.Server.Features.Members.Page;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Own;

/// <summary>Staff make the link by which a member opens her own pages, show it to her once, and end it.</summary>
internal static class MakeOwnLink
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/members/{member}/link", MakeAsync).Needs(Permission.Serve).ExcludeFromDescription();
        routes.MapPost("/members/{member}/link/end", EndAsync).Needs(Permission.Serve).ExcludeFromDescription();
    }

    private static async Task<IResult> MakeAsync(HttpContext context, string member, ProgramInView program, TimeProvider clock, IFormCollection form)
    {
        if (await KnownAsync(program, member) is not { } id)
            return Results.NotFound();
        var (secret, rows) = program.Organization.Links.Make(program.Id, id, context.User.Actor());
        await program.Organization.Writer.Write([.. rows, Audit.Of(clock, context.User, "make-member-link", $"{program.Id}/{id}")], context.RequestAborted);
        context.Response.Headers.CacheControl = "no-cache, no-store";
        var (request, path) = (context.Request, $"{MemberSessions.Path}/open/{program.Organization.Id}/{secret}");
        return await ShowMember.PageAsync(context, member, program, clock, null, null, v => v with { LinkMade = $"{request.Scheme}://{request.Host}{path}" });
    }

    private static async Task<IResult> EndAsync(HttpContext context, string member, ProgramInView program, TimeProvider clock, IFormCollection form)
    {
        if (await KnownAsync(program, member) is not { } id)
            return Results.NotFound();
        await program.Organization.Writer.Write(
            [program.Organization.Links.End(program.Id, id, context.User.Actor()), Audit.Of(clock, context.User, "end-member-link", $"{program.Id}/{id}")],
            context.RequestAborted);
        var visitor = context.RequestServices.GetRequiredService<Visitor>();
        return Results.LocalRedirect(visitor.Link($"/members/{Uri.EscapeDataString(member)}#own"));
    }

    /// <summary>In whose account the member goes on; null for someone who is unknown or was forgotten.</summary>
    private static async Task<MemberId?> KnownAsync(ProgramInView program, string member) =>
        program.Rules is not null && await MemberNow.FindAsync(program.Organization, program.Id, new MemberId(member), program.Now) is { } now
            && program.Organization.People.Of(program.Id, now.Member.Id).Erased is null
            ? now.Member.Id
            : null;
}
