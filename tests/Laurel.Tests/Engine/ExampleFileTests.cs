using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Engine.Examples;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

/// <summary>An example that cannot be run says why, and does not keep the others from being run.</summary>
public sealed class ExampleFileTests
{
    [Theory]
    [InlineData("- {member: ada}", "\"do\"")]
    [InlineData("- {do: dance, member: ada}", "\"dance\"")]
    [InlineData("- {do: purchase, member: ada, lines: [{sku: A, price: 1.00 EUR}], line totals: {7: 1.00 EUR}}", "line totals: there is no line 7")]
    [InlineData("- {do: purchase, member: ada, lines: [{sku: A, price: 1.00 EUR}], line units: {one: 1 point}}", "line units: there is no line one")]
    public async Task A_step_that_makes_no_sense_fails_with_its_reason(string step, string reason) =>
        (await Check($"steps:\n      {step}\n    then: {{ada: {{}}}}")).ShouldContain(failure => failure.Contains(reason));

    [Fact]
    public async Task A_program_that_no_step_names_has_no_members() =>
        (await Check("steps: []\n    then: {t2/ada: {balance: 0 points}}")).ShouldContain("then (line 11): there is no program or organization t2");

    [Theory]
    [InlineData("{do: purchase, as: p, member: ada, lines: [{sku: A, price: 5.00}], earns: 7}",
        "what happened: Purchase p: €5.00; missed: big (basket); 5 points (spend, version 1: €5.00, 1 per €1.00, rounded down); lots: p +5")]
    [InlineData("{do: redeem, member: ada, reward: mug, uses: 10}",
        "what happened: refused: 10 points are missing: 10 needed, 0 there. Earn the rest first, or choose another reward. "
        + "(not-enough-units; unit: point, have: 0, need: 10, missing: 10)")]
    [InlineData("{do: look, member: ada, balance: 7}", "as it is: ada has no units")]
    [InlineData("{do: together, for: [ada, bob], steps: [{do: adjust, by: 1 point}], accepted: 3}", "what happened: 1 point (“adjusted”); lots: ")]
    public async Task What_is_not_as_expected_is_told_with_what_happened_instead(string step, string told) =>
        (await Check($"steps:\n      - {step}")).ShouldContain(failure => failure.Contains(told));

    [Theory]
    [InlineData("{do: refund, of: p}", "\"refund\": this is not known here; did you mean \"return\"?")]
    [InlineData("{do: purchase, member: ada, lines: [{sku: A, quantity: 2, price: 1.00}]}", "\"quantity\": there is no such key here; did you mean \"qty\"?")]
    [InlineData("{do: purchase, member: ada, lines: [{sku: A, unit_price: 1.00, price: 1.00}]}", "did you mean \"price\"?")]
    [InlineData("{do: purchase, member: ada, lines: [{sku: A, price: 1.00}], level: gold}", "did you mean \"tier\"?")]
    [InlineData("{do: purchase, member: ada, lines: [{sku: A, price: 1.00}], earns: 9, earnings: 1}", "did you mean \"earns\"?")]
    [InlineData("{do: purchase, member: ada, lines: [{sku: A, price: 1.00}], coupons: [A]}", "did you mean \"codes\"?")]
    [InlineData("{do: review, member: ada}", "did you mean \"activity\"?")]
    [InlineData("{do: close, member: ada}", "did you mean \"close account\"?")]
    [InlineData("{do: enrol, member: cay, referrer: ada}", "did you mean \"inviter\"?")]
    [InlineData("{do: pass time, to: 2026-06-01}", "did you mean \"until\"?")]
    [InlineData("{do: merge, from: bob, into: ada}", "\"from\": there is no such key here; did you mean \"member\"?")]
    [InlineData("{do: redeem, member: ada, reward: mug, amount: 40}", "\"amount\": there is no such key here; did you mean \"units\"?")]
    [InlineData("{do: together, steps: [{do: look, member: ada}]}", "\"look\": expected one of: enrol")]
    [InlineData("{do: purchase, member: ada, line: [{sku: A, price: 1.00}]}", "the key \"lines\" is missing")]
    [InlineData("{do: return, of: p, qty: 2}", "\"qty\": there is no such key here; did you mean \"lines: [{line: 1, qty: 2}]\"?")]
    [InlineData("{do: return, of: p, sku: A, quantity: 2}", "did you mean \"lines: [{sku: A, qty: 2}]\"?")]
    [InlineData("{do: return, of: p, lines: [{sku: A, quantity: 2}]}", "\"quantity\": there is no such key here; did you mean \"qty\"?")]
    [InlineData("{do: reserve, member: ada, reward: mug, hold: 15 minutes}", "\"hold\": there is no such key here; did you mean \"hold until\"?")]
    [InlineData("{do: purchase, member: ada, lines: [{sku: A, price: 1.00 USD}, {sku: B, price: 1.00 EUR}]}", "\"1.00 EUR\": this basket is in USD;")]
    [InlineData("{do: purchase, member: ada, lines: [{sku: A, price: 1.00 USD}], total: 1.00 EUR}", "\"1.00 EUR\": this basket is in USD;")]
    [InlineData("{do: merge, into: ada}", "the key \"member\" is missing")]
    public async Task A_word_of_another_program_is_met_with_ours(string step, string told) =>
        (await Check($"steps:\n      - {step}")).ShouldContain(failure => failure.Contains(told));

    [Fact]
    public void Every_key_that_steps_of_the_scenarios_have_is_known_also_where_a_step_fails()
    {
        var folder = Path.Combine(SharedFolder.Repository, "tests", "scenarios");
        foreach (var file in Directory.GetFiles(folder, "*.yaml"))
        {
            var steps = Yaml.Read(File.ReadAllText(file)).Documents.OfType<Mapping>()
                .SelectMany(d => (d["examples"] as Mapping)?.Pairs ?? [])
                .SelectMany(e => ((e.Value as Mapping)?["steps"] as Sequence)?.Items ?? []);
            // Who enrols may bring units, and who is looked at may have them, under their own names.
            steps.OfType<Mapping>().Where(s => s["do"] is not Scalar { Text: "enrol" or "look" })
                .SelectMany(s => s.Pairs).Select(p => p.Key)
                .Where(key => !StepKeys.Known.Contains(key)).ShouldBeEmpty(file);
        }
    }

    [Theory]
    [InlineData(Language.English, "line 1: ")]
    [InlineData(Language.French, "ligne 1 : ")]
    [InlineData(Language.Dutch, "regel 1: ")]
    [InlineData(Language.Estonian, "rida 1: ")]
    public async Task What_cannot_be_read_is_told_in_the_language_asked_for(Language language, string begins)
    {
        var results = await ExampleFile.Check("program: corner", language: language).ToListAsync(TestContext.Current.CancellationToken);
        results.ShouldHaveSingleItem().Failures.ShouldAllBe(failure => failure.StartsWith(begins));
    }

    private static async Task<IReadOnlyList<string>> Check(string example)
    {
        var text = $$"""
            program: corner
            zone: Europe/Brussels
            currency: EUR
            units: {point: {} }
            earning: {spend: {give: 1 point per 1.00 EUR}, big: {give: 50 points, when: {basket: at least 60.00 EUR} } }
            rewards: {mug: {costs: 10 points, gives: {merchandise: mug} } }
            examples:
              odd:
                given: {ada: {} }
                {{example}}
            """.ReplaceLineEndings("\n");
        var results = await ExampleFile.Check(text).ToListAsync(TestContext.Current.CancellationToken);
        return results.ShouldHaveSingleItem().Failures;
    }
}
