using System.Text;

namespace Laurel.Insight.Facts;

/// <summary>A small table as a Parquet file, for those who go on in a notebook.</summary>
public static class ParquetBytes
{
    /// <summary>Turns CSV with a header into Parquet; types are read off the values.</summary>
    /// <param name="csv">The table.</param>
    /// <param name="texts">Columns that are text whatever they look like, such as places and months.</param>
    public static byte[] OfCsv(string csv, params IReadOnlyList<string> texts)
    {
        var folder = Directory.CreateTempSubdirectory("laurel-table-").FullName;
        try
        {
            var (from, to) = (Path.Combine(folder, "table.csv"), Path.Combine(folder, "table.parquet"));
            File.WriteAllText(from, csv, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            using var facts = FactsFile.ForExport();
            facts.Execute($"""
                COPY (SELECT * FROM read_csv({Quoted(from)}, header = true, sample_size = -1{Types(texts)}))
                TO {Quoted(to)} (FORMAT parquet)
                """);
            return File.ReadAllBytes(to);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Types(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? "" : $", types = {{{string.Join(", ", texts.Select(t => $"'{t}': 'VARCHAR'"))}}}";

    private static string Quoted(string path) => $"'{path.Replace("'", "''")}'";
}
