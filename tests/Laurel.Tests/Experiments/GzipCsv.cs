using System.Globalization;
using System.IO.Compression;

namespace Laurel.Tests.Experiments;

/// <summary>A gzipped CSV file with a header and without quotes, column by column.</summary>
internal sealed class GzipCsv
{
    private readonly string[] header;
    private readonly List<string[]> rows = [];

    private GzipCsv(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        header = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
            rows.Add(line.Split(','));
    }

    /// <summary>A file of the shared folder, or a skipped test.</summary>
    public static GzipCsv Shared(string file) => new(SharedFolder.Path(file));

    public int Rows => rows.Count;

    public string[] Texts(string column) => [.. rows.Select(row => row[Index(column)])];

    public double[] Numbers(string column) => [.. Texts(column).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    private int Index(string column) => Array.IndexOf(header, column) is var at and >= 0
        ? at
        : throw new KeyNotFoundException($"No column {column}.");
}
