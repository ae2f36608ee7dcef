using Laurel.Goals;
using Laurel.Insight.Effects;
using Laurel.Insight.Goals;
using Laurel.Insight.Questions;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Goals;

/// <summary>Asks the facts how goals stand.</summary>
internal static class GoalStandings
{
    public static async Task<GoalStanding> OfAsync(ProgramInView program, Goal goal, TimeProvider clock, CancellationToken stop)
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

    public static async Task<Figure?> NowAsync(ProgramInView program, GoalMetric metric, GoalAudience among, TimeProvider clock, CancellationToken stop) =>
        GoalFigures.Read(await Measured.ReportAsync(program, GoalFigures.Asked(metric, among), clock, stop), metric);
}
