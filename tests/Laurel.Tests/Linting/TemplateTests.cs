using Laurel.Engine.Examples;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Linting;

/// <summary>The programs a merchant can start from.</summary>
public sealed class TemplateTests
{
    public static TheoryData<string> All => [.. Templates.All.Select(t => t.Id)];

    [Fact]
    public void There_is_one_for_each_of_nine_sectors() => Templates.All.Count.ShouldBe(9);

    [Theory, MemberData(nameof(All))]
    public async Task Its_own_examples_come_out_as_written(string id)
    {
        var failures = new List<string>();
        var count = 0;
        await foreach (var result in ExampleFile.Check(Templates.Text(id)))
        {
            count++;
            failures.AddRange(result.Failures.Select(f => $"{result.Example.Name}: {f}"));
        }
        failures.ShouldBeEmpty();
        count.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Theory, MemberData(nameof(All))]
    public void It_says_what_a_customer_usually_buys(string id) =>
        Templates.Definition(id).Typical.ShouldNotBeNull().Margin.ShouldNotBeNull().ShouldBeInRange(0.05m, 0.95m);

    [Theory, MemberData(nameof(All))]
    public void Every_rule_reward_and_unit_has_words_of_its_own(string id)
    {
        var definition = Templates.Definition(id);
        definition.Earning.ShouldAllBe(r => r.Text != null);
        definition.Rewards.ShouldAllBe(r => r.Name != null);
        definition.Units.ShouldAllBe(u => u.Name.One[0] != u.Id || u.Name.One.Distinct().Count() > 1);
    }
}
