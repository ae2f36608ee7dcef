using Laurel.Engine.Examples;
using Shouldly;
using Xunit;

namespace Laurel.Tests;

/// <summary>Every scenario of tests/scenarios, one area a test, through the real writer.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Areas =>
        [.. Directory.GetFiles(Path.Combine(SharedFolder.Repository, "tests", "scenarios"), "*.yaml").Select(f => Path.GetFileName(f)!).Order()];

    [Theory]
    [MemberData(nameof(Areas))]
    public async Task A_scenario_comes_out_as_written(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(SharedFolder.Repository, "tests", "scenarios", file), TestContext.Current.CancellationToken);
        var failures = new List<string>();
        await foreach (var result in ExampleFile.Check(text))
            failures.AddRange(result.Failures.Select(f => $"{result.Example.Name}: {f}"));
        failures.ShouldBeEmpty();
    }
}
