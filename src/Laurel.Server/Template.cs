using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Linting;
using Laurel.Server.Ui;

namespace Laurel.Server;

/// <summary>A program of a sector, ready to start from: the files of samples/templates.</summary>
internal sealed record Template(string Id)
{
    private const string Ending = ".template.yaml";
    private readonly Lazy<Simplicity> simplicity = new(() => Simplicity.Of(
        DefinitionReader.Read(Yaml.ReadOne(Resource.Text(Id + Ending)).Document!).Definition!));

    /// <summary>All of them, by id.</summary>
    public static readonly IReadOnlyList<Template> All =
        [.. Resource.Names(Ending).Select(n => new Template(n[..^Ending.Length]))];

    public static Template? Find(string? id) => All.FirstOrDefault(t => t.Id == id);

    /// <summary>The definition, as people read it.</summary>
    public string Text => Resource.Text(Id + Ending);

    public string Name(Language language) => Words.Say(language, $"templates.{Id}");

    /// <summary>What it is for and how it works, in a paragraph.</summary>
    public string About(Language language) => Words.Say(language, $"templates.{Id}.about");

    /// <summary>When a typical customer reaches the first reward, in a sentence.</summary>
    public string FirstReward(Language language) => simplicity.Value.SayFirstReward(language);

    /// <summary>The definition under the id of another program.</summary>
    public string For(string program) => Text.Replace($"\nprogram: {Id}\n", $"\nprogram: {program}\n", StringComparison.Ordinal);
}
