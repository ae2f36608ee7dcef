using System.Globalization;
using System.Reflection;
using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Facts;

/// <summary>The numbered SQL that makes the tables, and what was applied of it.</summary>
internal static class FactsTables
{
    private const string Folder = ".Facts.Schema.";

    /// <summary>Every table with rows of a program.</summary>
    internal static readonly IReadOnlyList<string> All =
    [
        "progress", "attributions", "excluded", "purchases", "lines", "returns", "return_lines", "members", "movements", "tiers",
        "redemptions", "lots", "offers", "activities", "answers", "unlocks", "memberships", "referrals", "happenings", "money",
        "cases", "ratings", "traits",
        "customers", "settled", "kept_answers", .. Kept.Tables,
    ];

    /// <summary>Brings the file to the newest schema in one transaction.</summary>
    internal static void Create(DuckDBConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        Run(connection, "CREATE TABLE IF NOT EXISTS schema_steps (number INTEGER PRIMARY KEY)");
        var applied = Convert.ToInt32(Run(connection, "SELECT coalesce(max(number), 0) FROM schema_steps"), CultureInfo.InvariantCulture);
        var steps = Steps();
        if (applied > steps.Count)
            throw new FactsFormatException(
                $"{connection.DataSource} has schema {applied}, this Laurel knows {steps.Count}: "
                + "delete the file, it is rebuilt from the journal.");
        for (var number = applied + 1; number <= steps.Count; number++)
            Run(connection, $"{steps[number - 1]}; INSERT INTO schema_steps VALUES ({number})");
        transaction.Commit();
    }

    private static List<string> Steps()
    {
        var assembly = typeof(FactsTables).Assembly;
        var names = assembly.GetManifestResourceNames()
            .Where(n => n.Contains(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return [.. names.Select(name => Read(assembly, name))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static object? Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
