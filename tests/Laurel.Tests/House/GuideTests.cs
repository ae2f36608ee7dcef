using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Laurel.Engine.Examples;
using Laurel.Explaining;
using Shouldly;
using Xunit;

namespace Laurel.Tests.House;

/// <summary>Someone who has only the guide can write definitions and examples: whatever is read stands in it.</summary>
public sealed partial class GuideTests
{
    private static readonly string Examples = Sources.Text("docs/guide/examples.md");
    private static readonly string Definitions = Sources.Text("docs/guide/definition.md");

    [Fact]
    public void The_guide_has_every_verb_of_a_step() =>
        StepReader.Verbs.Split(" | ").Where(verb => !Examples.Contains($"`{verb}`")).ShouldBeEmpty();

    [Fact]
    public void The_guide_has_every_key_that_examples_read()
    {
        var read = Sources.All(".cs").Where(f => f.StartsWith("src/Laurel.Engine/Examples/", StringComparison.Ordinal))
            .SelectMany(f => KeyRead().Matches(Sources.Text(f)))
            .Select(m => m.Groups["key"].Value)
            .Distinct()
            .Where(key => !Stands(key, Examples));
        read.ShouldBeEmpty();
    }

    [Fact]
    public void The_guide_has_every_refusal_and_its_facts()
    {
        foreach (var refusal in typeof(Refusal).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.ReturnType == typeof(Refusal)).Select(Made))
        {
            var row = Examples.Split('\n').FirstOrDefault(l => l.StartsWith('|') && l.Split('|')[1].Contains($"`{refusal.Code}`"));
            row.ShouldNotBeNull(refusal.Code);
            refusal.Facts.Keys.Where(fact => !row.Contains($"`{fact}`")).ShouldBeEmpty(refusal.Code);
        }
    }

    [Fact]
    public void The_guide_has_every_key_and_choice_of_a_definition()
    {
        var schema = JsonNode.Parse(ProgramSchema.Json)!;
        Words(schema).Distinct().Where(word => !Stands(word, Definitions)).ShouldBeEmpty();
    }

    /// <summary>The names of properties and the choices of the schema.</summary>
    private static IEnumerable<string> Words(JsonNode? node) => node switch
    {
        JsonObject named => named.SelectMany(pair => pair.Key switch
        {
            "properties" => pair.Value!.AsObject().SelectMany(p => Words(p.Value).Prepend(p.Key)),
            "enum" => pair.Value!.AsArray().Select(v => v!.GetValue<string>()),
            _ => Words(pair.Value),
        }),
        JsonArray list => list.SelectMany(Words),
        _ => [],
    };

    /// <summary>Whether a text has these words as words, in what stands between backticks.</summary>
    private static bool Stands(string words, string text) =>
        Code().Matches(text).Any(m => Regex.IsMatch(m.Value, $@"(?<![\w-]){Regex.Escape(words)}(?![\w-])"));

    private static Refusal Made(MethodInfo maker) =>
        (Refusal)maker.Invoke(null, [.. maker.GetParameters().Select(p => p.ParameterType == typeof(string) ? "x" : Activator.CreateInstance(p.ParameterType))])!;

    [GeneratedRegex("""\b(Text|Texts|Number|Money|Amounts|All|Each|EachLine|ByLine|Counts|Read|Require|Choice|Find|Has|Instant)(<[^(]*>)?\((fields, )?"(?<key>[^"]+)"[,)]""")]
    private static partial Regex KeyRead();

    [GeneratedRegex("```.*?```|`[^`]+`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
