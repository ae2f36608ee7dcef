using Laurel.Explaining;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Explaining;

/// <summary>What people suffer from elsewhere because nobody tells them why.</summary>
public sealed class ComplaintTests
{
    public static TheoryData<Language> All => [.. Languages.All];

    /// <summary>"Why did I get or lose these points?": DivanteLtd/open-loyalty#79, djraj/lotus-rewards-app#19.</summary>
    [Theory, MemberData(nameof(All))]
    public void Every_gain_and_every_loss_says_why(Language language)
    {
        foreach (var (telling, moved) in Stories.All.SelectMany(s => s.Telling.Events.OfType<UnitsMoved>().Select(m => (s.Telling, m))))
        {
            var why = Explanation.Of(moved, telling.Program, language);
            why.Parts.ShouldAllBe(p => p.Text.Length > 0);
            why.Sum.ShouldContain(why.Parts[0].Text);
        }
    }

    /// <summary>"I didn't get how points are calculated": DivanteLtd/open-loyalty#96; both rates: magento/merchdocs#1741.</summary>
    [Fact]
    public void What_a_unit_costs_to_earn_and_what_it_buys_are_both_written()
    {
        var said = PlainLanguage.Of(Telling.Read("everything.json"), Language.English).ToString();
        said.ShouldContain("1.25 points for every full €10.00");
        said.ShouldContain("1 point is worth €0.005.");
    }

    /// <summary>One till discounts the first item, another the dearest: Square help 6471.</summary>
    [Fact]
    public void Which_item_is_free_is_written() =>
        PlainLanguage.Of(Telling.Read("lumiere.json"), Language.English).ToString()
            .ShouldContain("the dearest item of the category “coffee” up to €4.50 for free");

    /// <summary>A date shown a day early: Kademi/kademi-dev#4759.</summary>
    [Fact]
    public void Days_are_those_of_the_programs_zone()
    {
        var cafe = new Telling(Program.Of(Telling.Read("lumiere.json")));
        cafe.Enrol("2026-01-05T08:00");
        var earned = cafe.Buy("R-1", "2026-03-31T22:30", Telling.Line("BAG", 1000)).OfType<UnitsMoved>().Single();
        var why = Explanation.Of(earned, cafe.Program, Language.English);
        why.Sentence.ShouldBe("You earned 10 beans with purchase R-1 on 1 April 2026.");
        why.Notes.ShouldBe(["Can be used from 15 April 2026 until 30 April 2027."]);
    }

    /// <summary>A return names its purchase, also under rules that have lost the rule it earned by.</summary>
    [Fact]
    public void What_a_return_takes_back_is_told_by_the_rules_of_the_purchase_day()
    {
        var renamed = Stories.All[^1].Telling;
        var why = Explanation.Of(renamed.Events.OfType<UnitsMoved>().Last(), renamed.Program, Language.English);
        why.Sentence.ShouldContain("goods of purchase S-1 of 6 January 2026 were returned");
        why.Sum.ShouldContain("−20 (1 point per €1.00)");
    }
}
