using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

public sealed class CautionTests
{
    [Fact]
    public void Every_caution_has_a_sentence_in_every_language()
    {
        var texts = Texts.Load(typeof(Caution).Assembly, "Statistics");
        foreach (var language in Languages.All)
            texts.Keys(language).Order().ShouldBe(Enum.GetNames<CautionKind>().Order(), language.ToString());
    }

    [Fact]
    public void A_caution_is_said_with_its_figures_as_the_language_writes_them()
    {
        var texts = Texts.Load(typeof(Caution).Assembly, "Statistics");
        var caution = new Caution(CautionKind.SpendFollowsFrequency, 0.456, 0.3);
        var dutch = Language.Dutch.Culture();
        texts.Say(Language.Dutch, caution.TextKey, ("figure", caution.ShowFigure(dutch)), ("limit", caution.ShowLimit(dutch)))
            .ShouldContain("correlatie 0,46, hoogstens 0,30");
    }

    [Fact]
    public void Every_sentence_can_be_said()
    {
        var texts = Texts.Load(typeof(Caution).Assembly, "Statistics");
        foreach (var kind in Enum.GetValues<CautionKind>())
        {
            foreach (var language in Languages.All)
                texts.Say(language, kind.ToString(), ("figure", "1"), ("limit", "2")).ShouldNotContain("{");
        }
    }
}
