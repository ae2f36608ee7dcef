using System.Globalization;
using Laurel.Engine;
using Laurel.Goals;
using Laurel.Server.Access;

namespace Laurel.Server.Ui.Measuring;

/// <summary>A goal that was set on the page; those of the definition are changed there.</summary>
/// <param name="Goal">At most one guardrail, without texts.</param>
/// <param name="MadeAt">When it was set.</param>
public sealed record KeptGoal(Goal Goal, DateTimeOffset MadeAt)
{
    /// <summary>Among whom a goal of the page can be.</summary>
    public static readonly IReadOnlyList<GoalAudienceKind> Audiences =
        [GoalAudienceKind.Everyone, GoalAudienceKind.New, GoalAudienceKind.Loyal, GoalAudienceKind.Members, GoalAudienceKind.Others];

    private const string Columns = "id, question, measure, baseline, target, by_day, made_at, days, among, needs_effect, guardrail, bound";

    internal static IReadOnlyList<KeptGoal> All(OpenOrganization organization, string program)
    {
        using var connection = organization.Journal.Connect();
        return connection.All(Read, $"SELECT {Columns} FROM goals WHERE program = $1 ORDER BY made_at", program);
    }

    internal OrdinaryWrite Keep(string program, string actor) => new(
        """
        INSERT INTO goals (id, program, question, measure, baseline, target, by_day, made_at, made_by, days, among, needs_effect, guardrail, bound)
        VALUES (@id, @program, @metric, @metric, @baseline, @target, @by_day, @at, @by, @days, @among, @needs_effect, @guardrail, @bound)
        """,
        ("@id", Goal.Id), ("@program", program), ("@metric", Goal.Metric.Id), ("@baseline", (double?)Goal.Baseline), ("@target", (double)Goal.Target),
        ("@by_day", Goal.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("@at", MadeAt.Text()), ("@by", actor), ("@days", Goal.Metric.Days),
        ("@among", Goal.Among.Kind.ToString()), ("@needs_effect", Goal.NeedsEffect ? 1 : 0),
        ("@guardrail", Goal.Unless.Select(g => g.Metric.Id).FirstOrDefault()), ("@bound", Goal.Unless.Select(g => (double?)g.Bound).FirstOrDefault()));

    internal static OrdinaryWrite Drop(string program, string id) =>
        new("DELETE FROM goals WHERE program = @program AND id = @id", ("@program", program), ("@id", id));

    /// <summary>A guardrail of the page: too much of what is better low, too little of everything else.</summary>
    internal static GoalGuardrail Rail(GoalMetric metric, decimal bound) => new(metric, metric.IsBetterLow, bound);

    private static KeptGoal Read(System.Data.Common.DbDataReader row) => new(new Goal
    {
        Id = row.GetString(0),
        Metric = Metric(row.GetString(1)) is var metric && !row.IsDBNull(7) ? metric with { Days = row.GetInt32(7) } : metric,
        Baseline = row.IsDBNull(3) ? null : (decimal)row.GetDouble(3),
        Target = (decimal)row.GetDouble(4),
        Due = DateOnly.Parse(row.GetString(5), CultureInfo.InvariantCulture),
        Among = row.IsDBNull(8) ? GoalAudience.Everyone : new GoalAudience(Enum.Parse<GoalAudienceKind>(row.GetString(8))),
        NeedsEffect = !row.IsDBNull(9) && row.GetInt32(9) == 1,
        Unless = row.IsDBNull(10) ? [] : [Rail(Metric(row.GetString(10)), (decimal)row.GetDouble(11))],
    }, row.Instant(6));

    private static GoalMetric Metric(string id) => GoalMetric.Known.First(m => m.Id == id);
}
