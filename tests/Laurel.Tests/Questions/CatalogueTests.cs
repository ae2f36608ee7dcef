using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Questions;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_question_is_found_by_its_id() =>
        Catalogue.All.ShouldAllBe(q => Catalogue.Find(q.Id) == q && !q.Id.Any(char.IsUpper));

    [Fact]
    public void Every_class_of_question_is_in_the_catalogue() =>
        typeof(Question).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Question)) && !t.IsAbstract)
            .ShouldBe(Catalogue.All.Select(q => q.GetType()), ignoreOrder: true);

    [Fact]
    public void Every_text_exists_in_every_language() =>
        Languages.All.ShouldAllBe(l => QuestionTexts.Keys(l).SequenceEqual(QuestionTexts.Keys(Language.English)));

    [Fact]
    public void Every_question_says_what_it_means_in_every_language()
    {
        foreach (var question in Catalogue.All)
        {
            foreach (var language in Languages.All)
            {
                question.Definition(language).Length.ShouldBeGreaterThan(question.Title(language).Length);
                question.MaturityText(language).ShouldNotContain("{");
                question.WindowText(language, SomeScope).ShouldNotContain("{");
                question.Measures.ShouldAllBe(m => question.MeasureText(language, m) != "");
                question.Dimensions.ShouldAllBe(d => QuestionTexts.Has($"dimension.{d}"));
            }
        }
    }

    [Fact]
    public void Every_question_can_be_asked_of_next_to_nothing()
    {
        using var facts = FactsFile.InMemory().With(Joined(1), Purchase(2));
        foreach (var question in Catalogue.All)
        {
            var answer = question.Ask(facts, Scope.Of(facts, Cafe, Day("2026-01-06"))!);
            answer.Figures.ShouldAllBe(f => f.Keys.Count == question.Dimensions.Count && (f.IsMature || f.Value == null));
        }
    }

    private static Scope SomeScope { get; } = new() { Program = Cafe, AsOf = Day("2026-02-01"), Since = Day("2026-01-01") };
}
