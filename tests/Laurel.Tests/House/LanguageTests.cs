using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Laurel.Tests.House;

/// <summary>Every text a person sees exists in English, French, Dutch and Estonian, with the same things to fill in.</summary>
public sealed partial class LanguageTests
{
    public static TheoryData<string> Texts => [.. Sources.All(".en.json").Select(path => path[..^".en.json".Length])];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_exists_in_all_four_languages(string path)
    {
        var english = Read(path, "en");
        foreach (var code in (string[])["fr", "nl", "et"])
        {
            var other = Read(path, code);
            other.Keys.Order().ShouldBe(english.Keys.Order(), $"keys of {path}.{code}.json");
            english.Keys.Where(k => Holes(other[k]) != Holes(english[k])).ShouldBeEmpty($"{path}.{code}.json");
            english.Keys.Where(k => string.IsNullOrWhiteSpace(other[k])).ShouldBeEmpty($"{path}.{code}.json");
        }
    }

    private static Dictionary<string, string> Read(string path, string code) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Sources.Text($"{path}.{code}.json"))!;

    /// <summary>The names to fill in, in alphabetical order.</summary>
    private static string Holes(string text) =>
        string.Join(",", Hole().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order());

    [GeneratedRegex(@"\{([a-zA-Z]+)[:}]")]
    private static partial Regex Hole();
}
