using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Own;

/// <summary>Whose pages these are: read off her session alone, whatever the address says.</summary>
internal sealed record Herself(ProgramInView Program, MemberId Id, MemberNow Now)
{
    public OpenOrganization Organization => Program.Organization;

    public Shown Shown => new(Now.Rules.Definition, Program.Language);

    /// <summary>What a command of hers comes to.</summary>
    /// <param name="isDry">It is rehearsed.</param>
    public async Task<(JournalRow? Row, Problem? Problem)> AskAsync(Command command, bool isDry, CancellationToken stop)
    {
        var (row, _, problem) = await Asking.AnswerAsync(Organization, Program.Id, command, null, isDry, stop);
        return (row, problem);
    }

    /// <summary>Null when her program or her account is gone.</summary>
    public static async ValueTask<Herself?> BindAsync(HttpContext context)
    {
        var parts = context.RequestServices;
        if (context.User.FindFirst(Claims.Member)?.Value is not { } member || context.User.FindFirst(Claims.Program)?.Value is not { } named)
            return null;
        var organization = await parts.GetRequiredService<OpenOrganizations>().Of(context.User.Organization());
        if (ProgramInView.In(context, named, organization, parts.GetRequiredService<TimeProvider>()) is not { } program)
            return null;
        var id = new MemberId(member);
        return await MemberNow.FindAsync(organization, named, id, program.Now) is { } now ? new Herself(program, id, now) : null;
    }
}
