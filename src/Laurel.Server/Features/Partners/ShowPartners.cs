using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Partners;

/// <summary>GET /partners: the statement of each partner, as a page or as CSV.</summary>
internal static class ShowPartners
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/partners", ShowAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext context, ProgramInView program, string? partner, DateOnly? from, DateOnly? to)
    {
        if (program.Rules is not { Definition: var definition } || definition.Partners.Count == 0)
            return Pages.Show<NoPartnersPage>();
        var chosen = definition.Partner(partner ?? "") ?? definition.Partners[0];
        DateTimeOffset? begins = from is { } first ? definition.Calendar.Start(first) : null;
        DateTimeOffset? ends = to is { } last ? definition.Calendar.End(last) : null;
        var ledger = await MoneyLedger.Read(program.Organization.Journal, program.Id, null, begins, ends);
        var view = new PartnersView
        {
            Shown = new Shown(definition, program.Language),
            Statement = ledger.Statements.For(chosen.Id),
            Ledger = ledger,
            From = from,
            To = to,
        };
        return view.Raw().Download(context.Request) ?? Pages.Show<PartnersPage>(new { View = view });
    }
}
