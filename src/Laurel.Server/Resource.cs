using System.Collections.Concurrent;

namespace Laurel.Server;

/// <summary>Files embedded in the executable.</summary>
internal static class Resource
{
    private static readonly ConcurrentDictionary<string, string> Read = new();

    /// <summary>The text of an embedded file: by its path from the project, with dots for slashes, or by its logical name.</summary>
    public static string Text(string name) => Read.GetOrAdd(name, static name =>
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    });

    public static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The names of all embedded files with an ending, in order.</summary>
    public static IEnumerable<string> Names(string ending) => typeof(Resource).Assembly.GetManifestResourceNames()
        .Where(n => n.EndsWith(ending, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static Stream Open(string name)
    {
        var assembly = typeof(Resource).Assembly;
        return assembly.GetManifestResourceStream(name)
            ?? assembly.GetManifestResourceStream("Laurel.Server." + name)
            ?? throw new FileNotFoundException($"No embedded file is called '{name}'.");
    }
}
