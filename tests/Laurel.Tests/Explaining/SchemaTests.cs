using System.Text.Json;
using System.Text.Json.Nodes;
using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Explaining;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Explaining;

public sealed class SchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ProgramSchema.Json)!.AsObject();
    private static readonly SchemaCheck Check = new(Schema);

    /// <summary>A definition with a place for one more key, and the schema of that place.</summary>
    public static TheoryData<string, string> Places => new()
    {
        { "", """{"program":"p","zone":"UTC","currency":"EUR",HERE}""" },
        { "text", """{"program":"p","zone":"UTC","currency":"EUR","name":{HERE}}""" },
        { "unit", """{"program":"p","zone":"UTC","currency":"EUR","units":{"u":{HERE}}}""" },
        { "unit/name", """{"program":"p","zone":"UTC","currency":"EUR","units":{"u":{"name":{HERE}}}}""" },
        { "base", """{"program":"p","zone":"UTC","currency":"EUR","base":{HERE}}""" },
        { "ownBase", """{"program":"p","zone":"UTC","currency":"EUR","earning":{"r":{"give":"1 u","base":{HERE}}}}""" },
        { "line", """{"program":"p","zone":"UTC","currency":"EUR","earning":{"r":{"give":"1 u","when":{"line":{HERE}}}}}""" },
        { "line", """{"program":"p","zone":"UTC","currency":"EUR","offers":{"o":{"line":{"not":{HERE}}}}}""" },
        { "conditions", """{"program":"p","zone":"UTC","currency":"EUR","earning":{"r":{"give":"1 u","when":{HERE}}}}""" },
        { "conditions", """{"program":"p","zone":"UTC","currency":"EUR","rewards":{"r":{"for":{HERE}}}}""" },
        { "group", """{"program":"p","zone":"UTC","currency":"EUR","stack":[{HERE}]}""" },
        { "tiers", """{"program":"p","zone":"UTC","currency":"EUR","tiers":{HERE}}""" },
        { "level", """{"program":"p","zone":"UTC","currency":"EUR","tiers":{"levels":{"l":{HERE}}}}""" },
        { "reward", """{"program":"p","zone":"UTC","currency":"EUR","rewards":{"r":{HERE}}}""" },
        { "offer", """{"program":"p","zone":"UTC","currency":"EUR","offers":{"o":{HERE}}}""" },
        { "membership", """{"program":"p","zone":"UTC","currency":"EUR","memberships":{"m":{HERE}}}""" },
        { "bonus", """{"program":"p","zone":"UTC","currency":"EUR","referral":{"rules":{"r":{HERE}}}}""" },
        { "claims", """{"program":"p","zone":"UTC","currency":"EUR","claims":{HERE}}""" },
        { "household", """{"program":"p","zone":"UTC","currency":"EUR","household":{HERE}}""" },
        { "partner", """{"program":"p","zone":"UTC","currency":"EUR","partners":{"a":{HERE}}}""" },
        { "clearing", """{"program":"p","zone":"UTC","currency":"EUR","clearing":{HERE}}""" },
        { "step", """{"program":"p","zone":"UTC","currency":"EUR","challenges":{"c":{"steps":{"s":{HERE}}}}}""" },
        { "leaderboard", """{"program":"p","zone":"UTC","currency":"EUR","leaderboards":{"l":{HERE}}}""" },
        { "club", """{"program":"p","zone":"UTC","currency":"EUR","clubs":{"c":{HERE}}}""" },
        { "badge", """{"program":"p","zone":"UTC","currency":"EUR","badges":{"b":{HERE}}}""" },
        { "surprise", """{"program":"p","zone":"UTC","currency":"EUR","surprises":{"s":{HERE}}}""" },
        { "question", """{"program":"p","zone":"UTC","currency":"EUR","games":{"g":{"kind":"quiz","questions":{"q":{HERE}}}}}""" },
        { "cause", """{"program":"p","zone":"UTC","currency":"EUR","causes":{"c":{HERE}}}""" },
        { "giving", """{"program":"p","zone":"UTC","currency":"EUR","giving":{"g":{HERE}}}""" },
        { "allowance", """{"program":"p","zone":"UTC","currency":"EUR","allowances":{"a":{HERE}}}""" },
        { "perk", """{"program":"p","zone":"UTC","currency":"EUR","perks":{"k":{HERE}}}""" },
        { "goal", """{"program":"p","zone":"UTC","currency":"EUR","goals":{"g":{HERE}}}""" },
        { "audience", """{"program":"p","zone":"UTC","currency":"EUR","goals":{"g":{"among":{HERE}}}}""" },
        { "typical", """{"program":"p","zone":"UTC","currency":"EUR","typical":{HERE}}""" },
        { "basket line", """{"program":"p","zone":"UTC","currency":"EUR","typical":{"basket":[{HERE}]}}""" },
        { "coupons", """{"program":"p","zone":"UTC","currency":"EUR","offers":{"o":{"coupons":{HERE}}}}""" },
        { "companion", """{"program":"p","zone":"UTC","currency":"EUR","earning":{"r":{"give":"1 u","when":{"without":{HERE}}}}}""" },
        { "benefit", """{"program":"p","zone":"UTC","currency":"EUR","offers":{"o":{"gives":{HERE}}}}""" },
    };

    [Fact]
    public void The_schema_that_is_served_is_the_one_that_is_published() =>
        ProgramSchema.Json.ShouldBe(File.ReadAllText(Path.Combine(SharedFolder.Repository, "schemas", "program.schema.json")));

    [Theory, MemberData(nameof(Places))]
    public void The_schema_has_the_keys_that_the_reader_reads(string place, string definition) =>
        Keys(Place(place)).ShouldBe(Read(definition).Order(StringComparer.Ordinal));

    [Fact]
    public void A_rule_gives_or_multiplies()
    {
        const string Rule = """{"program":"p","zone":"UTC","currency":"EUR","earning":{"r":{HERE}}}""";
        var read = Read(Rule.Replace("HERE", """ "give":"1 u",HERE""")).Union(Read(Rule.Replace("HERE", """ "multiply":"s",HERE""")));
        Keys(Place("rule")).ShouldBe(read.Order(StringComparer.Ordinal));
        Check.Errors(JsonNode.Parse(Rule.Replace("HERE", """ "give":"1 u","by":"2" """))).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_referral_has_two_sides_or_rules()
    {
        const string Referral = """{"program":"p","zone":"UTC","currency":"EUR","referral":{HERE}}""";
        var read = Read(Referral).Union(Read(Referral.Replace("HERE", """ "rules":{},HERE""")));
        Keys(Place("referral")).ShouldBe(read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_challenge_has_sentences_or_steps()
    {
        const string Challenge = """{"program":"p","zone":"UTC","currency":"EUR","challenges":{"c":{HERE}}}""";
        var read = Read(Challenge).Union(Read(Challenge.Replace("HERE", """ "steps":{},HERE""")));
        Keys(Place("challenge")).ShouldBe(read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_game_has_odds_or_questions()
    {
        const string Game = """{"program":"p","zone":"UTC","currency":"EUR","games":{"g":{HERE}}}""";
        var read = Read(Game).Union(Read(Game.Replace("HERE", """ "kind":"quiz",HERE""")));
        Keys(Place("game")).ShouldBe(read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_reward_gives_what_an_offer_does_or_something_that_is_booked()
    {
        const string Reward = """{"program":"p","zone":"UTC","currency":"EUR","rewards":{"r":{"costs":"nothing","gives":{HERE}}}}""";
        Keys(Place("benefit")).Concat(Keys(Place("given"))).Order(StringComparer.Ordinal).ShouldBe(Read(Reward).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_object_of_the_schema_has_its_keys_compared()
    {
        var named = Places.Select(p => p.Data.Item1).Concat(["rule", "referral", "challenge", "game", "given"]).Select(Place).ToHashSet();
        SchemaCheck.Schemas(Schema).Where(s => s.Schema.ContainsKey("properties") && !named.Contains(s.Schema))
            .Select(s => s.Place).ShouldBeEmpty();
    }

    [Fact]
    public void Every_sample_and_every_scenario_is_valid()
    {
        var folder = SharedFolder.Repository;
        string[] yaml =
        [
            .. Directory.GetFiles(Path.Combine(folder, "samples"), "*.yaml", SearchOption.AllDirectories),
            .. Directory.GetFiles(Path.Combine(folder, "tests", "scenarios"), "*.yaml"),
        ];
        foreach (var document in yaml.SelectMany(f => Yaml.Read(File.ReadAllText(f)).Documents))
            Check.Errors(JsonNode.Parse(CanonicalJson.Write(document))).ShouldBeEmpty(document.Shown);
    }

    [Theory]
    [InlineData("lumiere.json")]
    [InlineData("everything.json")]
    public void What_the_reader_accepts_is_valid(string file)
    {
        var text = File.ReadAllText(Path.Combine(SharedFolder.Repository, "tests", "Laurel.Tests", "Explaining", file));
        Check.Errors(JsonNode.Parse(text)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_sentence_has_examples_that_match_it()
    {
        var sentences = SchemaCheck.Schemas(Schema).Where(s => s.Schema["pattern"] is not null && s.Schema["type"] is JsonValue);
        foreach (var (place, schema) in sentences)
        {
            var examples = schema["examples"] as JsonArray ?? [];
            examples.ShouldNotBeEmpty(place);
            new SchemaCheck(schema).Errors(examples[0]).ShouldBeEmpty(place);
            examples.SelectMany(e => new SchemaCheck(schema).Errors(e)).ShouldBeEmpty(place);
        }
    }

    private static JsonObject Place(string place) => place switch
    {
        "" => Schema,
        "unit/name" => (JsonObject)SchemaCheck.Definition(Schema, "unit")["properties"]!["name"]!["anyOf"]![1]!,
        "given" => (JsonObject)SchemaCheck.Definition(Schema, "reward")["properties"]!["gives"]!["anyOf"]![1]!,
        "text" or "benefit" or "audience" => (JsonObject)SchemaCheck.Definition(Schema, place)["anyOf"]![1]!,
        _ => SchemaCheck.Definition(Schema, place),
    };

    private static IEnumerable<string> Keys(JsonObject schema) =>
        schema["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal);

    /// <summary>The keys that the reader knows at a place, as it names them when it meets one it does not know.</summary>
    private static string[] Read(string definition)
    {
        const string Unknown = "~~~";
        var problems = DefinitionReader.Read(CanonicalJson.Read(definition.Replace("HERE", $"\"{Unknown}\":\"\""))).Problems;
        return problems.Single(p => p.Code == "key-unknown" && p.Read == Unknown).Right!.Split(", ");
    }
}
