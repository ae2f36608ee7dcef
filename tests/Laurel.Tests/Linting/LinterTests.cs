using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Linting;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Linting;

public sealed class LinterTests(ITestOutputHelper output)
{
    private const int Enough = 175;

    public static TheoryData<string> All => TemplateTests.All;

    [Theory, MemberData(nameof(All))]
    public void A_template_raises_no_alarm(string id) =>
        Linter.Of(Templates.Definition(id), Templates.Node(id)).Findings.Select(f => $"{f.Line} {f.Say(Language.English)}\n{f.Example}").ShouldBeEmpty();

    [Fact]
    public void The_sample_shop_raises_no_alarm()
    {
        var document = Yaml.ReadOne(File.ReadAllText(Path.Combine(SharedFolder.Repository, "samples", "lumiere", "program.yaml"))).Document!;
        Linter.Of(DefinitionReader.Read(document).Definition!, document).Findings.Select(f => $"{f.Line} {f.Say(Language.English)}\n{f.Example}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Twenty_kinds_of_fault_are_found_in_nine_templates_and_each_is_shown_by_an_example_that_runs()
    {
        var (found, all, missed) = (0, 0, new List<string>());
        foreach (var (template, _) in Templates.All)
        {
            foreach (var fault in Fault.All)
            {
                all++;
                var document = fault.Put(Templates.Node(template), new Random(HashOf(template, fault.Code)));
                if (await FoundFault.Of(document, fault.Code) is { } why)
                    missed.Add($"{fault.Code} in {template}: {why}");
                else
                    found++;
            }
        }
        output.WriteLine($"{found} of {all} faults were found and shown");
        missed.ForEach(output.WriteLine);
        all.ShouldBe(180);
        found.ShouldBeGreaterThanOrEqualTo(Enough, string.Join("\n", missed));
    }

    /// <summary>The same on every machine.</summary>
    private static int HashOf(string template, string code) => (template + code).Aggregate(7, (hash, c) => unchecked(hash * 31 + c)) & int.MaxValue;
}
