using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Laurel.Tests.House;

/// <summary>
/// A raw comparison (rung E) is never called effect, lift or incremental, in any language. It may say that it is none.
/// </summary>
public sealed partial class ComparisonWordsTests
{
    /// <summary>The texts that speak about members beside others as they are.</summary>
    private static readonly string[] AboutComparisons =
    [
        "evidence.e", "remark.comparison", "members-vs-non-members.", "finding.members", "naive", "claim.members-spend", "claim.loyal-spend",
        "loyal-vs-new.", "finding.loyal-vs-new", "frequency-around-joining.", "finding.frequency-around-joining",
    ];

    [Theory]
    [InlineData("en", @"effects?|lift|incremental|impact|caused?|causes")]
    [InlineData("fr", @"effets?|lift|incrémental\w*|impact|cause|causé\w*")]
    [InlineData("nl", @"effect\w*|lift|incrementeel|incrementele|impact|veroorzaak\w*")]
    [InlineData("et", @"mõju\w*|lift|lisandu\w*|põhjusta\w*")]
    public void A_comparison_is_never_called_an_effect(string language, string words)
    {
        var texts = Sources.All($".{language}.json").Where(p => p.StartsWith("src/", StringComparison.Ordinal)).SelectMany(Read)
            .Where(t => AboutComparisons.Any(about => t.Key.StartsWith(about, StringComparison.Ordinal))).ToList();
        texts.Count.ShouldBeGreaterThan(20);
        texts.Where(t => Regex.IsMatch(NotOne().Replace(t.Text, ""), $@"\b({words})\b", RegexOptions.IgnoreCase))
            .Select(t => $"{t.Path} {t.Key}: {t.Text}").ShouldBeEmpty();
    }

    private static IEnumerable<(string Path, string Key, string Text)> Read(string path) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Sources.Text(path))!.Select(t => (path, t.Key, t.Value));

    /// <summary>Saying that it is no effect is right.</summary>
    [GeneratedRegex("not an effect|pas un effet|geen effect|mitte mõju|ei ole mõju", RegexOptions.IgnoreCase)]
    private static partial Regex NotOne();
}
