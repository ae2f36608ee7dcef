using Laurel.Rewards;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Fulfilment;

/// <summary>The queue of rewards to hand over: what is to do, and one press for each next step.</summary>
internal static class ShowFulfilment
{
    private const int MostShown = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/fulfilment", ShowAsync).Needs(Permission.Fulfil).ExcludeFromDescription();
        routes.MapPost("/fulfilment", AdvanceAsync).Needs(Permission.Fulfil).ExcludeFromDescription();
    }

    private static Task<IResult> ShowAsync(HttpContext context, ProgramInView program, string? show) => PageAsync(context, program, show, null);

    private static async Task<IResult> AdvanceAsync(HttpContext context, ProgramInView program, TimeProvider clock, [FromForm] FulfilmentForm form)
    {
        if (program.Rules is null || string.IsNullOrWhiteSpace(form.Key) || string.IsNullOrWhiteSpace(form.Redemption)
            || !Enum.TryParse<Stage>(form.Stage, ignoreCase: true, out var stage))
            return Results.BadRequest();
        var command = new AdvanceFulfilment
        {
            Id = new CommandId(form.Key),
            Actor = context.User.Actor(),
            At = clock.GetUtcNow(),
            IsTimedByServer = true,
            Redemption = new RedemptionId(form.Redemption),
            Stage = stage,
        };
        var (row, _, problem) = await Asking.AnswerAsync(program.Organization, program.Id, command, null, isDry: false, context.RequestAborted);
        if (row is null)
            return await PageAsync(context, program, form.Show, problem!.Say(program.Language));
        var visitor = context.RequestServices.GetRequiredService<Visitor>();
        return Results.LocalRedirect(visitor.Link("/fulfilment?show=" + FulfilmentView.Chosen(form.Show)));
    }

    private static async Task<IResult> PageAsync(HttpContext context, ProgramInView program, string? show, string? refused)
    {
        if (program.Rules is not { } rules)
            return Pages.Show<FulfilmentPage>(new { View = (FulfilmentView?)null });
        var queue = new FulfilmentQueue(program.Organization, program.Id);
        var chosen = FulfilmentView.Chosen(show);
        var parcels = await queue.AtAsync(FulfilmentView.Stages(chosen), MostShown, context.RequestAborted);
        var people = program.Organization.People.Of(program.Id, parcels.Select(p => p.Member).Distinct()).ToDictionary(p => p.Member, p => p.Name ?? p.Member.Value);
        var view = new FulfilmentView(new Shown(rules.Definition, program.Language), chosen, parcels, people, queue.Count(), refused);
        return Pages.Show<FulfilmentPage>(new { View = view }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }
}

/// <summary>What the page of the queue shows: todo, shipped or done; names by member.</summary>
public sealed record FulfilmentView(
    Shown Shown, string Show, IReadOnlyList<Parcel> Parcels, IReadOnlyDictionary<MemberId, string> People, IReadOnlyDictionary<Stage, int> Counts, string? Refused)
{
    public static readonly IReadOnlyList<string> Choices = ["todo", "shipped", "done"];

    public static string Chosen(string? show) => Choices.Contains(show) ? show! : Choices[0];

    public static IReadOnlyList<Stage> Stages(string show) => show switch
    {
        "shipped" => [Stage.Shipped],
        "done" => [Stage.Delivered, Stage.Collected],
        _ => [Stage.Ordered],
    };

    public int Count(string show) => Stages(show).Sum(s => Counts.GetValueOrDefault(s));

    /// <summary>Where it can go from where it is.</summary>
    public IReadOnlyList<Stage> Next(Parcel parcel) => (parcel.Stage, Shown.Definition.Reward(parcel.Reward)?.Handover) switch
    {
        (Stage.Ordered, Handover.Collection) => [Stage.Shipped, Stage.Collected],
        (Stage.Ordered, _) => [Stage.Shipped],
        (Stage.Shipped, Handover.Collection) => [Stage.Collected],
        (Stage.Shipped, _) => [Stage.Delivered],
        _ => [],
    };
}

/// <summary>A step that somebody pressed.</summary>
public sealed record FulfilmentForm
{
    public string? Key { get; init; }
    public string? Redemption { get; init; }
    public string? Stage { get; init; }
    public string? Show { get; init; }
}
