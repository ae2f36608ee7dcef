using System.Globalization;
using Laurel.Engine;
using Laurel.Insight.Effects;
using Laurel.Server.Access;

namespace Laurel.Server.Features.Trials;

/// <summary>A test of the program itself as it was planned: either an invitation or a roll-out is set.</summary>
/// <param name="Smallest">The smallest relative difference worth knowing about: 0.05 is 5%.</param>
public sealed record Trial(
    string Id, string Name, double Smallest, InvitationPlan? Invitation, RolloutPlan? Rollout, DateTimeOffset MadeAt, string MadeBy)
{
    public const int LongestName = 120;
    public const int FewestPlaces = 4;
    private const string Columns = "id, name, kind, smallest, starts, share, days, places, made_at, made_by";

    public static string NewId() => "tri_" + Guid.CreateVersion7().ToString("N");

    public const string OfInvitation = "invitation";
    public const string OfRollout = "rollout";

    public string Kind => Invitation is null ? OfRollout : OfInvitation;

    public DateOnly Starts => Invitation?.From ?? Rollout!.Places[0].Begins;

    /// <summary>The newest first.</summary>
    internal static IReadOnlyList<Trial> All(OpenOrganization organization, string program)
    {
        using var connection = organization.Journal.Connect();
        return connection.All(row =>
        {
            var id = row.GetString(0);
            var isInvitation = row.GetString(2) == OfInvitation;
            return new Trial(id, row.GetString(1), row.GetDouble(3),
                isInvitation ? new InvitationPlan(id, row.GetDouble(5), Day(row.GetString(4)), row.GetInt32(6)) : null,
                isInvitation ? null : new RolloutPlan(id, Places(row.GetString(7))), row.Instant(8), row.GetString(9));
        }, $"SELECT {Columns} FROM trials WHERE program = $1 ORDER BY made_at DESC", program);
    }

    internal OrdinaryWrite Keep(string program) => new(
        $"""
        INSERT INTO trials (program, {Columns})
        VALUES (@program, @id, @name, @kind, @smallest, @starts, @share, @days, @places, @at, @by)
        """,
        ("@program", program), ("@id", Id), ("@name", Name), ("@kind", Kind), ("@smallest", Smallest),
        ("@starts", Text(Starts)), ("@share", Invitation?.Share), ("@days", Invitation?.Days),
        ("@places", Rollout is null ? null : string.Join('\n', Rollout.Places.Select(p => $"{Text(p.Begins)} {p.Location}"))),
        ("@at", MadeAt.Text()), ("@by", MadeBy));

    /// <summary>A line for each place: the first day of its month, a space, its id.</summary>
    private static IReadOnlyList<RolloutPlace> Places(string text) =>
        [.. text.Split('\n').Select(line => line.Split(' ', 2)).Select(parts => new RolloutPlace(parts[1], Day(parts[0])))];

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
