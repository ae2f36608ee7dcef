using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Laurel.Definitions;
using Laurel.Engine.Definitions;
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

    [Fact]
    public void Every_piece_of_a_definition_in_the_guide_can_be_read_as_it_stands()
    {
        var around = (Mapping)Yaml.ReadOne(Around).Document!;
        var pieces = Block().Matches(Definitions).Select(m => (Mapping)Yaml.ReadOne(m.Groups["yaml"].Value).Document!).ToArray();
        pieces.Length.ShouldBeGreaterThan(10);
        foreach (var piece in pieces)
            DefinitionReader.Read(Within(piece, around)).Problems.Select(p => p.ToString()).ShouldBeEmpty(piece.Shown);
    }

    /// <summary>What the pieces of the guide speak of and do not say themselves.</summary>
    private const string Around = """
        program: guide
        zone: Europe/Brussels
        currency: EUR
        units: {bean: {pending: 14 days}, point: {}, stamp: {}}
        earning: {spend: {give: 1 bean per 1.00 EUR}, vip-double: {multiply: spend, by: 2}}
        rewards: {espresso: {costs: 40 beans, gives: {product: ESP}}}
        partners: {oatly: {issues: no, accepts: no}}
        """;

    /// <summary>A piece with what stands around it; what the piece says goes before, down to the names of units and rules.</summary>
    private static Mapping Within(Mapping piece, Mapping around, int depth = 0) => new(
    [
        .. piece.Pairs.Select(p => depth == 0 && p.Value is Mapping inner && around[p.Key] is Mapping beside
            ? new Pair(p.Key, p.Line, Within(inner, beside, depth + 1))
            : p),
        .. around.Pairs.Where(p => piece[p.Key] is null),
    ], piece.Line);

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

    [GeneratedRegex("```yaml\\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("```.*?```|`[^`]+`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
