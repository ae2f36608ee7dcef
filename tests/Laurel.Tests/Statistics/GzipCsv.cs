using System.Globalization;
using System.IO.Compression;

namespace Laurel.Tests.Statistics;

/// <summary>Reads the packed data sets beside the repository: gzip CSV with a header row.</summary>
internal static class GzipCsv
{
    /// <summary>The named columns of every row, as text; a skipped test where the file is absent.</summary>
    public static IEnumerable<string[]> Rows(string file, params string[] columns)
    {
        using var packed = File.OpenRead(SharedFolder.Path(file));
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var header = reader.ReadLine()!.Split(',');
        var places = Array.ConvertAll(columns, column => Array.IndexOf(header, column));
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Contains('"') ? Unquoted(line) : line.Split(',');
            yield return Array.ConvertAll(places, place => cells[place]);
        }
    }

    /// <summary>The cells of a line in which quotes may hide commas.</summary>
    private static string[] Unquoted(string line) =>
        string.Join('"', line.Split('"').Select((part, i) => i % 2 == 0 ? part.Replace(',', '\n') : part)).Split('\n');

    public static double Number(this string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    public static int Whole(this string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    public static DateOnly Day(this string cell) => DateOnly.ParseExact(cell[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
