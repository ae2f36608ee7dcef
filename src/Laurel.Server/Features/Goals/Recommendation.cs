using System.Globalization;
using Laurel.Engine;
using Laurel.Insight.Advice;
using Laurel.Server.Access;

namespace Laurel.Server.Features.Goals;

/// <summary>A recommendation that was taken up: what it promised, to be held against what happened.</summary>
/// <param name="Kind">Its words are <c>goals.kind.{kind}</c>.</param>
/// <param name="Subject">What it is about: the id of a reward or a unit.</param>
/// <param name="Before">The figure when it was made.</param>
/// <param name="Predicted">The figure it promised, by the real history.</param>
/// <param name="CostMinor">What it costs by the same history, minor units; negative is money kept.</param>
/// <param name="ScoreOn">The day from which on it is scored.</param>
public sealed record Recommendation(
    string Id, string Kind, string Subject, double Before, double Predicted, long CostMinor, DateOnly ScoreOn, DateTimeOffset MadeAt)
{
    public const string NearerReward = "nearer-reward";

    internal static IReadOnlyList<Recommendation> All(OpenOrganization organization, string program)
    {
        using var connection = organization.Journal.Connect();
        return connection.All(row => new Recommendation(row.GetString(0), row.GetString(1), row.GetString(2), row.GetDouble(3), row.GetDouble(4),
                row.GetInt64(5), DateOnly.Parse(row.GetString(6), CultureInfo.InvariantCulture), row.Instant(7)),
            """
            SELECT id, kind, measure, before, predicted, cost_minor, score_on, made_at FROM recommendations
            WHERE program = $1 ORDER BY made_at
            """, program);
    }

    internal static Recommendation Of(Gap gap, long costMinor, DateOnly scoreOn, DateTimeOffset at) =>
        new(NewId(), gap.Kind, gap.Subject, gap.Now, gap.Predicted, costMinor, scoreOn, at);

    internal static string NewId() => "rec_" + Guid.CreateVersion7().ToString("N");

    internal OrdinaryWrite Keep(string program, string actor) => new(
        """
        INSERT INTO recommendations (id, program, kind, question, measure, before, predicted, cost_minor, score_on, made_at, made_by)
        VALUES (@id, @program, @kind, @question, @measure, @before, @predicted, @cost, @score_on, @at, @by)
        """,
        ("@id", Id), ("@program", program), ("@kind", Kind), ("@measure", Subject),
        ("@question", Kind == NearerReward ? "first-reward" : Kind), ("@before", Before), ("@predicted", Predicted),
        ("@cost", CostMinor), ("@score_on", ScoreOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("@at", MadeAt.Text()), ("@by", actor));
}
