using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Facts;

/// <summary>The SQL of <c>Schema/</c> that makes the tables and the notions over them.</summary>
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

    /// <summary>What was made by any other version of the SQL goes: the journal has it all.</summary>
    internal static void Create(DuckDBConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        var sql = string.Join('\n', Schema());
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
        Run(connection, "CREATE TABLE IF NOT EXISTS made_by (version VARCHAR)");
        if (version.Equals(Run(connection, "SELECT max(version) FROM made_by")))
            return;
        Run(connection, $"{sql}; CREATE OR REPLACE TABLE made_by AS SELECT '{version}' AS version");
        transaction.Commit();
    }

    private static IEnumerable<string> Schema()
    {
        var assembly = typeof(FactsTables).Assembly;
        var names = assembly.GetManifestResourceNames()
            .Where(n => n.Contains(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return names.Select(name => Read(assembly, name));
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
