using System.Text.Json;
using Laurel.Definitions;
using Laurel.Earning;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Earning;

/// <summary>The index only leaves out what gives nothing: all rules, looked at one by one, say the same.</summary>
public sealed class RuleIndexTests
{
    [Fact]
    public void Ten_thousand_random_definitions_and_baskets_agree_with_every_rule_looked_at()
    {
        var random = new Random(20260302);
        var (given, missed) = (0, 0);
        for (var i = 0; i < 10_000; i++)
        {
            var program = new RandomRules(random);
            var rules = new Rules(DefinitionReader.ReadTrusted(program.Definition()), 1);
            var basket = program.Basket();
            var found = new Judge(rules, basket, program.Used).Run();
            var oracle = new Judge(rules, basket, program.Used, isIndexed: false).Run();
            Say(found).ShouldBe(Say(oracle), program.Text);
            given += found.Awards.Count;
            missed += found.Misses.Count;
        }
        (given > 10_000, missed > 10_000).ShouldBe((true, true));
    }

    [Fact]
    public void Rules_about_other_goods_and_places_are_not_looked_at()
    {
        var random = new Random(7);
        var (looked, all) = (0, 0);
        for (var i = 0; i < 200; i++)
        {
            var program = new RandomRules(random);
            var rules = new Rules(DefinitionReader.ReadTrusted(program.Definition()), 1);
            var basket = program.Basket();
            if (rules.Index.Candidates(basket, basket.Lines) is not { } candidates)
                continue;
            looked += candidates.Count(c => c);
            all += candidates.Length;
        }
        looked.ShouldBeLessThan(all * 4 / 5);
    }

    private static string Say(Verdict verdict) => JsonSerializer.Serialize(new
    {
        Awards = verdict.Awards.Select(a => new { a.Rule.Rule.Id, a.Amount, a.Part, a.Uses }),
        verdict.Misses,
    });
}
