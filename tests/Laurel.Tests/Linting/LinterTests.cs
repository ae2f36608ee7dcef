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

    [Theory]
    [InlineData("counts: visits in the last 12 months, down: at end of month, levels: {base: {keep: 3 visits}, gold: {at: 50 visits}}", "", "tier-contradictory", "is the lowest")]
    [InlineData("counts: visits ever, levels: {base: {}, gold: {at: 100 visits}}", "starts: 2026-12-01\nends: 2026-12-24", "tier-unreachable", "from 1 Dec 2026 to 24 Dec")]
    [InlineData("counts: points earned ever, levels: {base: {}, gold: {at: 90000000 points}}", "starts: 2026-12-01\nends: 2026-12-24", "tier-unreachable", "Nobody can reach")]
    public async Task A_level_that_the_program_leaves_no_room_for_is_told_and_shown(string tiers, string days, string code, string said)
    {
        var document = Yaml.ReadOne($"{Levelled(tiers)}\n{days}").Document!;
        Linter.Of(DefinitionReader.Read(document).Definition!, document).Findings.Single(f => f.Code == code).Say(Language.English).ShouldContain(said);
        (await FoundFault.Of((Mapping)document, code)).ShouldBeNull();
    }

    [Theory]
    [InlineData("counts: visits ever, levels: {base: {}, gold: {at: 20 visits}}", "starts: 2026-12-01\nends: 2026-12-24")]
    [InlineData("counts: visits ever, levels: {base: {}, gold: {at: 100 visits}}", "starts: 2026-12-01")]
    [InlineData("counts: spend ever, levels: {base: {}, gold: {at: 1000.00 EUR}}", "starts: 2026-12-01\nends: 2026-12-24")]
    [InlineData("counts: points earned ever, levels: {base: {}, gold: {at: 1000 points}}", "starts: 2026-12-01\nends: 2026-12-24")]
    public void A_level_that_can_be_reached_in_time_raises_no_alarm(string tiers, string days)
    {
        var document = Yaml.ReadOne($"{Levelled(tiers)}\n{days}").Document!;
        Linter.Of(DefinitionReader.Read(document).Definition!, document).Findings.Select(f => f.Code).ShouldNotContain("tier-unreachable");
    }

    private static string Levelled(string tiers) =>
        "program: p\nzone: UTC\ncurrency: EUR\nunits: {point: {expires: 12 months after earning}}\nearning: {spend: {give: 1 point per 1.00 EUR}}\n"
        + $"rewards: {{mug: {{costs: 500 points, gives: 5.00 EUR off}}}}\ntiers: {{{tiers}}}";

    /// <summary>The same on every machine.</summary>
    private static int HashOf(string template, string code) => (template + code).Aggregate(7, (hash, c) => unchecked(hash * 31 + c)) & int.MaxValue;
}
