namespace Laurel.Insight.Facts;

public sealed partial class FactsFile
{
    /// <summary>Facts in memory that can be written to files.</summary>
    public static FactsFile ForExport() => Unlocked();

    /// <summary>Writes every table to the folder, as csv or parquet, and names them.</summary>
    /// <exception cref="DuckDb.DuckDBException">A file cannot be written, or these facts are locked.</exception>
    public IEnumerable<string> Export(string folder, string format)
    {
        foreach (var table in FactsTables.All.Where(t => t is not ("progress" or "settled" or "kept_answers") && !Kept.Tables.Contains(t)))
        {
            var path = Path.Combine(folder, $"{table}.{format}").Replace("'", "''");
            Execute($"COPY (SELECT * FROM {table}) TO '{path}' (FORMAT {format}{(format == "csv" ? ", HEADER" : "")})");
            yield return table;
        }
    }
}
