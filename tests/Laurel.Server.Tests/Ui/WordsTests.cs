using System.Text.Json;
using System.Text.RegularExpressions;
using Laurel.Server.Ui;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Ui;

public sealed partial class WordsTests
{
    public static TheoryData<string> Files() =>
        [.. typeof(Words).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".en.json", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_exists_in_every_language_with_the_same_placeholders(string english)
    {
        var expected = Read(english);
        foreach (var code in new[] { "fr", "nl", "et" })
        {
            var said = Read(english.Replace(".en.json", $".{code}.json", StringComparison.Ordinal));
            said.Keys.ShouldBe(expected.Keys, ignoreOrder: true);
            foreach (var (key, text) in said)
                Holes(text).ShouldBe(Holes(expected[key]), ignoreOrder: true, customMessage: $"{code}: {key}");
        }
    }

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(m => m.Groups[1].Value).Distinct();

    private static Dictionary<string, string> Read(string name)
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream(name).ShouldNotBeNull(name);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    [GeneratedRegex(@"\{(\w+)")]
    private static partial Regex Hole();
}
