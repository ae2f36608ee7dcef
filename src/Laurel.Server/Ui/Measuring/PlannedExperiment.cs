using Laurel.Engine;
using Laurel.Insight.Effects;
using Laurel.Server.Access;

namespace Laurel.Server.Ui.Measuring;

/// <summary>An experiment as it was planned, and by whom.</summary>
internal sealed record PlannedExperiment(string Id, string Name, HoldoutPlan Plan, DateTimeOffset MadeAt, string MadeBy)
{
    private const string Columns = "id, name, withheld, share, smallest, planned, days, ends, made_at, made_by";

    public static string NewId() => "exp_" + Guid.CreateVersion7().ToString("N");

    /// <summary>The oldest first.</summary>
    public static IReadOnlyList<PlannedExperiment> All(OpenOrganization organization, string program)
    {
        using var connection = organization.Journal.Connect();
        return connection.All(row => new PlannedExperiment(row.GetString(0), row.GetString(1), new HoldoutPlan
        {
            Withheld = row.GetString(2),
            Share = row.GetDouble(3),
            SmallestThatMatters = row.GetDouble(4),
            PlannedUnits = row.GetInt64(5),
            Days = row.GetInt32(6),
            Ends = row.TextOrNull(7) is { } day ? DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) : null,
        }, row.Instant(8), row.GetString(9)), $"SELECT {Columns} FROM experiments WHERE program = $1 ORDER BY made_at", program);
    }

    public OrdinaryWrite Keep(string program) => new(
        $"""
        INSERT OR IGNORE INTO experiments (program, {Columns})
        VALUES (@program, @id, @name, @withheld, @share, @smallest, @planned, @days, @ends, @at, @by)
        """,
        ("@program", program), ("@id", Id), ("@name", Name), ("@withheld", Plan.Withheld), ("@share", Plan.Share),
        ("@smallest", Plan.SmallestThatMatters), ("@planned", Plan.PlannedUnits), ("@days", Plan.Days),
        ("@ends", Plan.Ends?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        ("@at", MadeAt.Text()), ("@by", MadeBy));
}
