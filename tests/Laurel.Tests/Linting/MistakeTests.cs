using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Linting;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Linting;

/// <summary>
/// Definitions a merchant could write by mistake, and sound ones that look alike: <c>tests/lint/harmful</c> has a file for each kind of fault,
/// <c>tests/lint/sound.yaml</c> those in which nothing must be found.
/// </summary>
public sealed class MistakeTests
{
    private static readonly string Folder = Path.Combine(SharedFolder.Repository, "tests", "lint");

    public static TheoryData<string, string> Harmful =>
        [.. Directory.GetFiles(Path.Combine(Folder, "harmful"), "*.yaml").Order(StringComparer.Ordinal)
            .SelectMany(f => Documents(f).Select(d => (Path.GetFileNameWithoutExtension(f), Id(d))))];

    public static TheoryData<string> Sound => [.. Documents(Path.Combine(Folder, "sound.yaml")).Select(Id)];

    [Theory, MemberData(nameof(Harmful))]
    public async Task A_harmful_definition_is_found_out_and_shown_by_an_example_that_runs(string code, string id)
    {
        var document = Documents(Path.Combine(Folder, "harmful", code + ".yaml")).Single(d => Id(d) == id);
        (await FoundFault.Of(document, code)).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Sound))]
    public void A_sound_definition_raises_no_alarm(string id)
    {
        var document = Documents(Path.Combine(Folder, "sound.yaml")).Single(d => Id(d) == id);
        var reading = DefinitionReader.Read(document);
        reading.Problems.ShouldBeEmpty();
        Linter.Of(reading.Definition!, document).Findings.Select(f => $"{f.Line} {f.Say(Language.English)}\n{f.Example}").ShouldBeEmpty();
    }

    private static IEnumerable<Mapping> Documents(string file) => Yaml.Read(File.ReadAllText(file)).Documents.Cast<Mapping>();

    private static string Id(Mapping document) => ((Scalar)document["program"]!).Text;
}
