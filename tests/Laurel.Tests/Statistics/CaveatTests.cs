using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

public sealed class CaveatTests
{
    [Fact]
    public void Every_caveat_has_a_sentence_in_every_language()
    {
        var texts = Texts.Load(typeof(Caveat).Assembly, "Statistics");
        foreach (var language in Languages.All)
            texts.Keys(language).Order().ShouldBe(Enum.GetValues<CaveatKind>().Select(Caveat.KeyOf).Order(), language.ToString());
    }

    [Fact]
    public void A_caveat_is_said_with_its_figures_as_the_language_writes_them()
    {
        var texts = Texts.Load(typeof(Caveat).Assembly, "Statistics");
        var caveat = new Caveat(CaveatKind.SpendFollowsFrequency, 0.456, 0.3);
        var dutch = Language.Dutch.Culture();
        texts.Say(Language.Dutch, caveat.Key, ("figure", caveat.ShowFigure(dutch)), ("limit", caveat.ShowLimit(dutch)))
            .ShouldContain("correlatie 0,46, hoogstens 0,30");
    }

    [Fact]
    public void Every_sentence_can_be_said()
    {
        var texts = Texts.Load(typeof(Caveat).Assembly, "Statistics");
        foreach (var kind in Enum.GetValues<CaveatKind>())
        {
            foreach (var language in Languages.All)
                texts.Say(language, Caveat.KeyOf(kind), ("figure", "1"), ("limit", "2")).ShouldNotContain("{");
        }
    }
}
