using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Ui;

/// <summary>The program a page is about: named by <c>?program=</c>, else the organization's only or first one.</summary>
internal sealed record ProgramInView
{
    public required OpenOrganization Organization { get; init; }

    /// <summary>Null before the first definition is published.</summary>
    public required Rules? Rules { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required Language Language { get; init; }

    public string Id => Rules?.Definition.Id ?? "";

    public Program Program => Organization.Program(Id);

    /// <summary>What a page answers without rules to show: before the first program it leads to where one begins.</summary>
    public IResult None => Organization.Writer.Programs.Values.Any(p => p.Versions.Count > 0) ? Results.NotFound() : Results.LocalRedirect("/program");

    /// <summary>The program that an address of the API names; null when nothing of it is published.</summary>
    public static ProgramInView? In(HttpContext context, string program, OpenOrganization organization, TimeProvider clock) =>
        organization.Program(program).At(clock.GetUtcNow()) is { } rules
            ? new ProgramInView { Organization = organization, Rules = rules, Now = clock.GetUtcNow(), Language = LanguageOf.Request(context.Request) }
            : null;

    public static async ValueTask<ProgramInView?> BindAsync(HttpContext context)
    {
        var organization = await context.RequestServices.GetRequiredService<OpenOrganizations>().Of(context.User.Organization());
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var asked = context.Request.Query["program"].ToString();
        var id = asked.Length > 0
            ? asked
            : organization.Writer.Programs.Where(p => p.Value.Versions.Count > 0).Select(p => p.Key).Order(StringComparer.Ordinal).FirstOrDefault();
        return new ProgramInView
        {
            Organization = organization,
            Rules = id is null ? null : organization.Program(id).At(now),
            Now = now,
            Language = Http.LanguageOf.Request(context.Request),
        };
    }
}
