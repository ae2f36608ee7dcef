using Laurel.Insight.Reports;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Value;

/// <summary>GET /value: what customers are worth, and who is about to leave.</summary>
internal static class ShowValue
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/value", ShowAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext context, ProgramInView program, TimeProvider clock)
    {
        if (program.Rules is null)
            return program.None;
        var report = await Measured.ReportAsync(program, clock, context.RequestAborted, "rfm", "rfm-grid");
        var view = new ValueView
        {
            Shown = new Shown(program.Rules.Definition, program.Language),
            Figures = new Figures(program.Language, program.Rules.Definition.Currency),
            Grid = report is null ? null : MeasureCards.Of(report, "rfm-grid"),
            Rfm = report is null ? null : MeasureCards.Of(report, "rfm"),
            Outlook = await MeasuredEffects.ValueAsync(program, clock, context.RequestAborted),
        };
        return view.Raw().Download(context.Request) ?? Pages.Show<ValuePage>(new { View = view with { People = await PeopleAsync(context, program, view, clock) } });
    }

    /// <summary>Who is listed; that they were looked at is written down.</summary>
    private static async Task<IReadOnlyDictionary<string, Person>> PeopleAsync(HttpContext context, ProgramInView program, ValueView view, TimeProvider clock)
    {
        var listed = view.AtRisk.Concat(view.Best).Select(c => new MemberId(c.Customer)).Distinct().ToList();
        if (listed.Count == 0 || !context.User.May(Permission.SeeMembers))
            return new Dictionary<string, Person>();
        await program.Organization.Writer.Write([Audit.Of(clock, context.User, "list-people", program.Id)], context.RequestAborted);
        return program.Organization.People.Of(program.Id, listed).ToDictionary(p => p.Member.Value);
    }
}
