using Laurel.Explaining;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Explaining;

public sealed class PlainLanguageTests
{
    public static TheoryData<string, Language> All =>
        [.. from file in (string[])["lumiere", "everything"] from language in Languages.All select (file, language)];

    [Theory, MemberData(nameof(All))]
    public void A_definition_reads_as_plain_language(string file, Language language) =>
        Approval.Check($"{file}.{language.Code()}", PlainLanguage.Of(Telling.Read(file + ".json"), language).ToString());

    public static TheoryData<string, Language> Sectors =>
        [.. from template in Linting.Templates.All from language in Languages.All select (template.Id, language)];

    [Theory, MemberData(nameof(Sectors))]
    public void A_template_reads_as_plain_language(string template, Language language) =>
        Approval.Check($"template-{template}.{language.Code()}", PlainLanguage.Of(Linting.Templates.Definition(template), language).ToString());

    [Fact]
    public void Every_rule_level_reward_offer_and_unit_is_spoken_of()
    {
        var definition = Telling.Read("everything.json");
        var about = PlainLanguage.Of(definition, Language.English).Sections.SelectMany(s => s.Sentences).Select(s => s.About);
        string[] ids =
        [
            .. definition.Units.Select(u => u.Id), .. definition.Earning.Select(r => r.Id), .. definition.Levels,
            .. definition.Rewards.Select(r => r.Id), .. definition.Offers.Select(o => o.Id),
        ];
        ids.Except(about).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Language.English, "Books: it does not pay for everything. Only on items of the category “books”, at “north”.")]
    [InlineData(Language.French, "Books : cela ne paie pas tout. Seulement")]
    [InlineData(Language.Dutch, "Book: hiermee kan niet alles worden betaald. Alleen")]
    [InlineData(Language.Estonian, "Book: sellega ei saa maksta kõige eest. Ainult")]
    public void Money_for_certain_goods_says_so(Language language, string said) => PlainLanguage.Of(Telling.Parse(
        """{"program":"p","zone":"UTC","currency":"EUR","units":{"book":{"money":"EUR","usable when":{"line":{"category":"books"},"location":"north"}}}}"""), language)
        .ToString().Replace('\u00a0', ' ').ShouldContain(said);

    [Fact]
    public void A_program_without_levels_has_no_section_on_levels() =>
        PlainLanguage.Of(Telling.Parse("""{"program":"p","zone":"UTC","currency":"JPY"}"""), Language.English)
            .Sections.Select(s => s.Id).ShouldBe(["program"]);
}
