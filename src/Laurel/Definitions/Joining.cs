using Laurel.Earning.Conditions;

namespace Laurel.Definitions;

/// <summary>Reads who may join: <c>for: {segment: students}</c>, <c>minimum age: 16</c> or <c>{BE: 13, NL: 16, other: 18}</c>.</summary>
internal static class Joining
{
    private const int LargestAge = 120;

    /// <summary>Only what is known of a person before she has bought anything.</summary>
    public static IReadOnlyList<Condition> ReadFor(Node node, Vocabulary words, List<Problem> problems)
    {
        var (lines, conditions) = Conditions.Read(node, words, problems);
        return lines.IsAll && conditions.All(c => c is InSegment or WithAttribute) ? conditions : throw Fields.Malformed(node, "for-a-person");
    }

    public static IReadOnlyList<KeyValuePair<string, int>> ReadAge(Node node) => node is Mapping countries
        ? [.. countries.Pairs.Select(p => KeyValuePair.Create(p.Key == "other" ? "" : p.Key, Age(p.Value)))]
        : [KeyValuePair.Create("", Age(node))];

    private static int Age(Node node)
    {
        var phrase = new Phrase(node);
        var age = phrase.Whole();
        phrase.End();
        return age is > 0 and <= LargestAge ? age : throw phrase.Wrong("phrase-positive-expected", $"{age}");
    }
}
