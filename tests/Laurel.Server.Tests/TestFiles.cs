using System.Text.Json;
using Laurel.Tests;
using Xunit;

namespace Laurel.Server.Tests;

/// <summary>Files for tests: the shared data sets, their reference values, and small ones written for one test.</summary>
internal static class TestFiles
{
    private static readonly Lazy<JsonElement> References = new(() =>
        JsonDocument.Parse(File.ReadAllText(Shared("reference_values.json"))).RootElement.GetProperty("references"));

    /// <summary>A file of the folder `shared` beside the repository, or a skipped test.</summary>
    public static string Shared(string file)
    {
        var root = Environment.GetEnvironmentVariable("LAUREL_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        var full = Path.Combine(root, file);
        if (!File.Exists(full))
            Assert.Skip($"needs ../shared/{file}, which is not beside this clone");
        return full;
    }

    /// <summary>The value that was recomputed independently.</summary>
    public static JsonElement Reference(string id) =>
        References.Value.EnumerateArray().Single(one => one.Text("id") == id).GetProperty("value");

    /// <summary>A file that goes with the test's folder.</summary>
    public static string Write(string name, params string[] lines)
    {
        var path = Scratch.File(name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }
}
