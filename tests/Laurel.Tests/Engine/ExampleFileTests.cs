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
        (await Check("steps: []\n    then: {t2/ada: {balance: 0 points}}")).ShouldContain("then (line 10): there is no program or organization t2");

    private static async Task<IReadOnlyList<string>> Check(string example)
    {
        var text = $$"""
            program: corner
            zone: Europe/Brussels
            currency: EUR
            units: {point: {} }
            earning: {spend: {give: 1 point per 1.00 EUR} }
            examples:
              odd:
                given: {ada: {} }
                {{example}}
            """.ReplaceLineEndings("\n");
        var results = await ExampleFile.Check(text).ToListAsync(TestContext.Current.CancellationToken);
        return results.ShouldHaveSingleItem().Failures;
    }
}
