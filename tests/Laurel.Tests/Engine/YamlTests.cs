using System.Text.RegularExpressions;
using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed partial class YamlTests
{
    [Theory]
    [InlineData("a: [1, 2", 1)]
    [InlineData("a: b\nc: {d: {{e: f}}", 2)]
    [InlineData("a: &x 1\nb: *x", 2)]
    [InlineData("{!!python/[]: 1}", 1)]
    [InlineData("tiers:\n  : spend\n  levels: {}\n\tx", 3)]
    public void What_is_no_yaml_is_a_problem_of_a_line(string text, int line)
    {
        var (documents, problem) = Yaml.Read(text);
        documents.ShouldBeEmpty();
        problem!.Code.ShouldBe("yaml-malformed");
        problem.Line.ShouldBe(line);
    }

    [Theory]
    [InlineData(Language.English, "line 2, column 4: from here the text cannot be read as YAML")]
    [InlineData(Language.French, "ligne 2, colonne 4 : à partir d’ici, le texte ne peut pas être lu comme YAML")]
    [InlineData(Language.Dutch, "regel 2, kolom 4: vanaf hier kan de tekst niet als YAML gelezen worden")]
    [InlineData(Language.Estonian, "rida 2, veerg 4: siit alates ei saa teksti YAML-ina lugeda")]
    public void What_is_no_yaml_is_told_in_the_readers_language(Language language, string told) =>
        Yaml.Read("a: &x 1\nb: *x").Problem!.Say(language).ShouldStartWith(told);

    [Fact]
    public void A_key_that_stands_twice_is_a_problem() =>
        Yaml.Read("a: b\na: c").Problem.ShouldBe(new Problem(2, "key-twice", "a"));

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void A_text_of_brackets_does_not_use_up_the_stack(string opening)
    {
        var (_, problem) = Yaml.Read(string.Concat(Enumerable.Repeat(opening, 100_000)));
        problem!.Read.ShouldContain("nested too deeply");
    }

    /// <summary>Whatever somebody types: a definition, or problems that name their lines.</summary>
    [Fact]
    public void Definitions_with_slips_of_the_pen_are_read_or_refused()
    {
        var folder = Path.Combine(SharedFolder.Repository, "tests", "scenarios");
        string[] texts = [.. Directory.GetFiles(folder, "*.yaml").Order().SelectMany(file => File.ReadAllText(file).Split("\n---\n"))];
        var dice = new Random(27);
        for (var i = 0; i < 3_000; i++)
        {
            var text = texts[dice.Next(texts.Length)].Split("\nexamples:")[0];
            for (var slips = dice.Next(1, 4); slips > 0; slips--)
                text = Slip(text, dice);
            if (Yaml.ReadOne(text).Document is { } document)
                Should.NotThrow(() => DefinitionReader.Read(document), text);
        }
    }

    private static readonly string[] Instead =
        ["", "{}", "[]", "{", "]", ":", "-1", "0", "99999999999999999999", "0.00 EUR", "each 02-30", "1000000 months", "no", "''", "*a", "!!x", "\t", "XXX"];

    private static string Slip(string text, Random dice)
    {
        var words = Word().Matches(text);
        if (words.Count == 0)
            return text;
        var word = words[dice.Next(words.Count)];
        return text[..word.Index] + Instead[dice.Next(Instead.Length)] + text[(word.Index + word.Length)..];
    }

    [GeneratedRegex(@"[A-Za-z][\w-]*|\d[\d.]*|[{}\[\]:,]|\n *")]
    private static partial Regex Word();
}
