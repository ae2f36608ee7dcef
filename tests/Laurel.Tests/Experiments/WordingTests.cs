using System.Text.RegularExpressions;
using Laurel.Insight.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Experiments;

public sealed class WordingTests
{
    public static TheoryData<Language> Every => [.. Languages.All];

    [Theory, MemberData(nameof(Every))]
    public void Every_caution_outcome_and_rung_is_said_in_every_language(Language language)
    {
        foreach (var kind in Enum.GetValues<CautionKind>())
            Wording.Say(language, new Caution(kind, 0.25, 0.5)).ShouldSatisfyAllConditions(
                said => said.ShouldNotBeNullOrWhiteSpace(), said => said.ShouldNotContain("{"));
        foreach (var outcome in Enum.GetValues<Outcome>())
            Wording.Say(language, outcome).ShouldNotBeNullOrWhiteSpace();
        foreach (var evidence in Enum.GetValues<Evidence>())
            Wording.Say(language, evidence).ShouldNotBeNullOrWhiteSpace();
    }

    [Theory, MemberData(nameof(Every))]
    public void Every_language_shows_the_same_figures(Language language)
    {
        var (texts, english) = (Proof, Languages.All[0]);
        string Holes(Language one, string key) =>
            string.Join(",", Regex.Matches(texts.Raw(one, key), "{[a-z]+}").Select(m => m.Value).Order());

        texts.Keys(language).Order().ShouldBe(texts.Keys(english).Order());
        foreach (var key in texts.Keys(english))
            Holes(language, key).ShouldBe(Holes(english, key), key);
    }

    [Fact]
    public void Figures_are_written_as_the_language_writes_them()
    {
        var share = new Caution(CautionKind.SmallShareOfControls, 0.0261, 0.1);

        Wording.Say(Language.English, share).ShouldBe("Only 2.6 % of the others are comparable.");
        Wording.Say(Language.French, share).ShouldBe("Seulement 2,6 % des autres sont comparables.");
        Wording.Say(Language.English, new Caution(CautionKind.SampleRatioMismatch, 1.8e-6, 0.001)).ShouldContain("p = 1.8e-6");
    }

    [Fact]
    public void A_raw_comparison_says_that_it_is_no_effect() =>
        Wording.Say(Language.English, Evidence.RawComparison).ShouldContain("not an effect");

    private static Texts Proof => Texts.Load(typeof(Wording).Assembly, "Proof");
}
