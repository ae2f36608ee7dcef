using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Engine.Examples;
using Laurel.Linting;
using Shouldly;

namespace Laurel.Tests.Linting;

/// <summary>Whether the linter finds a fault, and shows it.</summary>
internal static class FoundFault
{
    /// <summary>Null when the fault is found and its example comes out as it says; else what is wrong.</summary>
    public static async Task<string?> Of(Mapping document, string code)
    {
        var reading = DefinitionReader.Read(document);
        if (reading.Definition is null)
            return "the mutant does not read: " + string.Join("; ", reading.Problems);
        var findings = Linter.Of(reading.Definition, document).Findings;
        if (findings.FirstOrDefault(f => f.Code == code) is not { } finding)
            return "not found; found were " + string.Join(", ", findings.Select(f => f.Code));
        var (example, _) = Yaml.ReadOne("examples:\n" + finding.Example);
        var problems = new List<Problem>();
        var examples = Example.Read(example!, problems);
        problems.ShouldBeEmpty(finding.Example);
        var result = await ExampleRunner.Run(reading.Definition, document, examples.Single());
        return result.Passed ? null : "its example fails: " + string.Join("; ", result.Failures) + "\n" + finding.Example;
    }
}
