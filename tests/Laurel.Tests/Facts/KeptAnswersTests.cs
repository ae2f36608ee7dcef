using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Facts;

public sealed class KeptAnswersTests
{
    private static readonly DateOnly AsOf = Day("2026-02-01");

    [Fact]
    public void An_answer_given_again_is_the_same_to_the_last_bit()
    {
        using var facts = FactsFile.InMemory().With(Joined(1), Purchase(2), Purchase(3, "bob", "2026-01-12", 777), Purchase(4, "bob", "2026-01-20", 3));
        foreach (var question in Catalogue.All)
            Text(facts, question).ShouldBe(Text(facts, question), question.Id);
        Kept(facts).ShouldBe(Catalogue.All.Count);
    }

    [Fact]
    public void What_is_recorded_of_a_day_it_sees_takes_an_answer_away()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1));
        Text(facts, new Revenue());
        facts.With(Purchase(2, "bob", "2026-01-31"));
        Kept(facts).ShouldBe(0);
        Text(facts, new Revenue()).ShouldContain("2000");
    }

    [Fact]
    public void What_is_recorded_of_a_later_day_leaves_it()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1));
        var before = Text(facts, new Revenue());
        facts.With(Purchase(2, "bob", "2026-02-01"));
        Kept(facts).ShouldBe(1);
        facts.Execute("DELETE FROM day_sales");
        Text(facts, new Revenue()).ShouldBe(before);
    }

    [Fact]
    public void An_answer_from_before_a_merge_is_not_given_again()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1), Purchase(2, "bob", "2026-01-07"));
        var before = Text(facts, new ActiveCustomers());
        using (var batch = facts.Begin(Cafe))
        {
            batch.Attribute("bob", "ada");
            batch.Commit(3);
        }
        Text(facts, new ActiveCustomers()).ShouldNotBe(before);
    }

    private static string Text(FactsFile facts, Question question)
    {
        var answer = question.Ask(facts, new Scope { Program = Cafe, AsOf = AsOf, Since = Day("2026-01-01"), Currency = "EUR", HasMembers = true });
        return string.Join(';', answer.Figures.Select(f =>
            $"{string.Join(',', f.Keys)} {f.Measure.Key} {f.Value:R} {f.Total} {f.N} {f.Interval?.Low:R} {f.Interval?.High:R} {f.IsMature} {f.IsTooFew}"));
    }

    private static int Kept(FactsFile facts) => (int)facts.Ask("SELECT count(*)::INTEGER FROM kept_answers")!;
}
