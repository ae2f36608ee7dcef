using System.Globalization;
using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Ui.Measuring;

/// <summary>Which figure shall come to what by when, and what it was when the goal was set.</summary>
public sealed record Goal(string Id, string Question, string Measure, double? Baseline, double Target, DateOnly By, DateTimeOffset MadeAt)
{
    /// <summary>What can be a goal: a share that stands for all members or customers.</summary>
    public static readonly IReadOnlyList<(string Question, string Measure)> Choices =
    [
        ("participation", "participating"), ("activation", "activated"), ("repeat-purchase-rate", "came_again"), ("conversion", "bought"),
        ("enrolment-share", "revenue"), ("returning-customers", "returning"),
    ];

    internal static IReadOnlyList<Goal> All(OpenOrganization organization, string program)
    {
        using var connection = organization.Journal.Connect();
        return connection.All(row => new Goal(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetDouble(3),
                row.GetDouble(4), DateOnly.Parse(row.GetString(5), CultureInfo.InvariantCulture), row.Instant(6)),
            "SELECT id, question, measure, baseline, target, by_day, made_at FROM goals WHERE program = $1 ORDER BY made_at", program);
    }

    internal OrdinaryWrite Keep(string program, string actor) => new(
        """
        INSERT INTO goals (id, program, question, measure, baseline, target, by_day, made_at, made_by)
        VALUES (@id, @program, @question, @measure, @baseline, @target, @by_day, @at, @by)
        """,
        ("@id", Id), ("@program", program), ("@question", Question), ("@measure", Measure), ("@baseline", Baseline), ("@target", Target),
        ("@by_day", By.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("@at", MadeAt.Text()), ("@by", actor));

    internal static OrdinaryWrite Drop(string program, string id) =>
        new("DELETE FROM goals WHERE program = @program AND id = @id", ("@program", program), ("@id", id));
}
