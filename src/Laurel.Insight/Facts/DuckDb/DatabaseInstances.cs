namespace Laurel.Insight.Facts.DuckDb;

/// <summary>
/// The database files that are open in this process. DuckDB allows one instance to a file, so connections to the same file share it; the
/// last one to close closes the file.
/// </summary>
internal static class DatabaseInstances
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, Instance> Open = [];

    internal static Instance Take(string file, IReadOnlyDictionary<string, string> settings)
    {
        var path = Path.GetFullPath(file);
        lock (Gate)
        {
            if (!Open.TryGetValue(path, out var instance))
                Open[path] = instance = new(path, DatabaseHandle.Open(path, settings), Describe(settings));
            else if (instance.Settings != Describe(settings))
                throw new DuckDBException($"{path} is open with other settings ({instance.Settings}); close that connection first.");
            instance.Users++;
            return instance;
        }
    }

    internal static void Release(Instance instance)
    {
        lock (Gate)
        {
            if (--instance.Users > 0)
                return;
            Open.Remove(instance.Path);
            instance.Database.Dispose();
        }
    }

    private static string Describe(IReadOnlyDictionary<string, string> settings) => settings.Count == 0
        ? "none"
        : string.Join(", ", settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}"));

    internal sealed class Instance(string path, DatabaseHandle database, string settings)
    {
        internal string Path { get; } = path;

        internal DatabaseHandle Database { get; } = database;

        internal string Settings { get; } = settings;

        internal int Users { get; set; }
    }
}
