using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Shouldly;

namespace Laurel.Tests.Linting;

/// <summary>The definitions of samples/templates.</summary>
internal static class Templates
{
    private static readonly string Folder = Path.Combine(SharedFolder.Repository, "samples", "templates");

    public static IReadOnlyList<(string Id, string Path)> All =>
        [.. Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).Select(f => (Path.GetFileNameWithoutExtension(f), f))];

    public static string Text(string id) => File.ReadAllText(Path.Combine(Folder, id + ".yaml"));

    public static Mapping Node(string id) => (Mapping)Yaml.ReadOne(Text(id)).Document!;

    public static Definition Definition(string id)
    {
        var reading = DefinitionReader.Read(Node(id));
        reading.Problems.ShouldBeEmpty();
        return reading.Definition.ShouldNotBeNull();
    }
}
