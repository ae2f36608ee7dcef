using Laurel.Insight.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Experiments;

public sealed class UnusableSampleTests
{
    [Fact]
    public void Why_numbers_cannot_carry_a_method_is_said_in_every_language()
    {
        var refused = Should.Throw<UnusableSampleException>(() => ArmMean.Share(101, 100));
        refused.Code.ShouldBe("not-a-share");
        Languages.All.Select(refused.Text).Distinct().Count().ShouldBe(Languages.All.Count);
        refused.Text(Language.French).ShouldBe("101 unités sur 100 n’est pas une part.");
    }

    [Fact]
    public void Every_reason_has_its_text_in_every_language()
    {
        var codes = Laurel.Tests.House.Sources.All(".cs").Where(path => path.StartsWith("src/Laurel.Insight", StringComparison.Ordinal))
            .SelectMany(path => System.Text.RegularExpressions.Regex.Matches(Laurel.Tests.House.Sources.Text(path), "UnusableSampleException\\(\"([a-z-]+)\""))
            .Select(match => match.Groups[1].Value).Distinct().ToList();
        codes.Count.ShouldBeGreaterThan(35);
        foreach (var language in Languages.All)
        {
            var texts = Laurel.Tests.House.Sources.Text($"src/Laurel.Insight/Experiments/Proof.{language.Code()}.json");
            codes.ShouldAllBe(code => texts.Contains($"\"unusable.{code}\":", StringComparison.Ordinal));
        }
    }
}
