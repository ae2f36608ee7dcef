using Laurel.Goals;
using Laurel.Insight.Effects;
using Laurel.Insight.Goals;
using Laurel.Insight.Questions;

namespace Laurel.Server.Ui.Measuring;

/// <summary>How all goals of a program stand: those of the definition first, then those that were set on the page.</summary>
/// <param name="Standings">One for each.</param>
/// <param name="Kept">The ids of those that were set on the page, and can be dropped there.</param>
public sealed record GoalStandings(IReadOnlyList<GoalStanding> Standings, IReadOnlySet<string> Kept)
{
    public static readonly GoalStandings None = new([], new HashSet<string>());

    /// <summary>The goals themselves, in the same order.</summary>
    internal static IReadOnlyList<Goal> Set(ProgramInView program) =>
        [.. program.Rules!.Definition.Goals, .. KeptGoal.All(program.Organization, program.Id).Select(k => k.Goal)];

    internal static async Task<GoalStandings> AllAsync(ProgramInView program, TimeProvider clock, CancellationToken stop)
    {
        var kept = KeptGoal.All(program.Organization, program.Id);
        var standings = new List<GoalStanding>();
        foreach (var goal in program.Rules!.Definition.Goals.Concat(kept.Select(k => k.Goal)))
            standings.Add(await OfAsync(program, goal, clock, stop));
        return new GoalStandings(standings, kept.Select(k => k.Goal.Id).ToHashSet());
    }

    internal static async Task<Figure?> NowAsync(ProgramInView program, GoalMetric metric, GoalAudience among, TimeProvider clock, CancellationToken stop) =>
        GoalFigures.Read(await Measured.ReportAsync(program, GoalFigures.Asked(metric, among), clock, stop), metric);

    private static async Task<GoalStanding> OfAsync(ProgramInView program, Goal goal, TimeProvider clock, CancellationToken stop)
    {
        var rails = new List<RailStanding>();
        foreach (var rail in goal.Unless)
            rails.Add(new RailStanding(rail, await NowAsync(program, rail.Metric, goal.Among, clock, stop)));
        var outcome = goal.Metric.Unit == GoalUnit.Money ? JoiningEffect.Spend : JoiningEffect.Orders;
        return new GoalStanding(goal, await NowAsync(program, goal.Metric, goal.Among, clock, stop), program.Rules!.Calendar.Day(program.Now))
        {
            Rails = rails,
            Joining = goal.NeedsEffect ? await MeasuredEffects.JoiningAsync(program, outcome, clock, stop) : null,
        };
    }
}
