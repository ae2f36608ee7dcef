using System.Text.RegularExpressions;
using Laurel.Explaining;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Explaining;

public sealed partial class WordsTests
{
    private static readonly Texts[] Sets = [Spoken.Words, Spoken.Phrases, Spoken.Events, Spoken.Refusals];

    [Fact]
    public void Every_text_exists_in_every_language()
    {
        foreach (var (set, language) in from set in Sets from language in Languages.All select (set, language))
            set.Keys(language).Order().ShouldBe(set.Keys(Language.English).Order(), $"{language}");
    }

    [Fact]
    public void A_text_names_the_same_things_in_every_language()
    {
        var others = from set in Sets from key in set.Keys(Language.English) from language in Languages.All select (set, key, language);
        foreach (var (set, key, language) in others)
            Holes(set.Raw(language, key)).ShouldBe(Holes(set.Raw(Language.English, key)), $"{key} in {language}");
    }

    [Fact]
    public void Coffee_on_a_Tuesday_is_explained_as_parts_that_add_up()
    {
        var cafe = new Telling(Program.Of(Telling.Read("lumiere.json")));
        cafe.Enrol("2025-01-01T08:00");
        var earned = cafe.Buy("R-1", "2026-03-03T08:10", Telling.Line("COF-ESP", 940, category: "coffee")).OfType<UnitsMoved>().First();
        Explanation.Of(earned, cafe.Program, Language.English).Sum
            .ShouldBe("18 beans = 9 (€9.40, 1 per €1.00, rounded down) + 9 (Double beans on coffee every Tuesday)");
    }

    /// <summary>What a text must be given; forms by number, and the cases of days, differ from language to language.</summary>
    private static string[] Holes(string text) =>
        [.. Hole().Matches(text).Select(m => m.Groups[1].Value).Where(h => h != "n").Select(Plain).Distinct().Order()];

    private static string Plain(string hole)
    {
        var plain = Case().Replace(hole, "");
        return plain switch { "month" => "of", "label" => "units", _ => plain };
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("(On|Of|From|To)$")]
    private static partial Regex Case();
}
