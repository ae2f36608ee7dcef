using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Owed;

/// <summary>GET /owed: units outstanding by the month they were earned in, what of them will be used, and the accounts.</summary>
internal static class ShowOwed
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/owed", ShowAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext context, ProgramInView program, TimeProvider clock, string? unit)
    {
        if (program.Rules is not { Definition: var definition })
            return program.None;
        if (definition.Units.Count == 0)
            return Pages.Show<NothingOwedPage>();
        var chosen = definition.Units.FirstOrDefault(u => u.Id == unit) ?? definition.Units[0];
        var owed = await MeasuredEffects.OwedAsync(program, chosen.Id, clock, context.RequestAborted);
        var worth = MeasuredEffects.Worth(definition, chosen.Id);
        var view = new OwedView
        {
            Shown = new Shown(definition, program.Language),
            Figures = new Figures(program.Language, definition.Currency),
            Owed = owed,
            Units = [.. definition.Units.Select(u => u.Id)],
            Worth = worth,
            Accounts = worth is { } each ? await MeasuredEffects.AccountsAsync(program, owed, each, clock, context.RequestAborted) : null,
        };
        view = view with { Returned = Returned(view) };
        return view.Raw().Download(context.Request) ?? Pages.Show<OwedPage>(new { View = view });
    }

    /// <summary>What comes back of members' spend, over all finished months.</summary>
    private static (double, double)? Returned(OwedView view)
    {
        var sales = view.Accounts?.Months.Sum(m => m.Sales) ?? 0;
        if (sales <= 0 || view.Worth is not { } worth)
            return null;
        decimal Money(long units) => units * worth / view.Shown.Definition.Currency.Scale;
        return ((double)(Money(view.Owed.Redeemed) / sales), (double)(Money(view.Owed.Issued) / sales));
    }
}
