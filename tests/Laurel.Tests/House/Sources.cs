namespace Laurel.Tests.House;

/// <summary>The source files of the house, for tests that read the code itself.</summary>
internal static class Sources
{
    private static readonly string[] Ours = ["src", "tests", "bench"];

    /// <summary>Files with one of the endings, by their path from the root with forward slashes.</summary>
    public static IEnumerable<string> All(params string[] endings) => Ours
        .Select(folder => Path.Combine(SharedFolder.Repository, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Where(path => endings.Any(e => path.EndsWith(e, StringComparison.Ordinal)))
        .Select(path => Path.GetRelativePath(SharedFolder.Repository, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
        .Order(StringComparer.Ordinal);

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(SharedFolder.Repository, path));

    public static string Text(string path) => File.ReadAllText(Path.Combine(SharedFolder.Repository, path));
}
