using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Giving;

/// <summary>GET /causes: the account of each cause, as a page or as CSV.</summary>
internal static class ShowCauses
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/causes", ShowAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext context, ProgramInView program)
    {
        IReadOnlyList<CauseReply> causes = program.Rules is { } rules
            ? await CauseAccounts.ReadAsync(program.Organization.Journal, program.Id, rules.Definition, program.Language)
            : [];
        var shown = program.Rules is null ? null : new Shown(program.Rules.Definition, program.Language);
        return Raw(causes).Download(context.Request) ?? Pages.Show<CausesPage>(new { Causes = causes, Shown = shown });
    }

    private static RawTable Raw(IReadOnlyList<CauseReply> causes) => new("causes", ["cause", "given", "paid", "there", "currency"],
        [.. causes.Select(c => (IReadOnlyList<object?>)[c.Id, Major(c.Given), Major(c.Paid), Major(c.There), c.Given.Currency])]);

    private static decimal Major(JsonMoney money) => (decimal)money.Amount!.Value / Currency.TryParse(money.Currency)!.Value.Scale;
}
