using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class WireTests
{
    private static readonly JsonSerializerOptions Indented = new(Wire.Json) { WriteIndented = true };

    [Fact]
    public void Commands_of_format_1_are_written_and_read_as_approved() => Approve("commands-1.json", Samples.Commands);

    [Fact]
    public void Events_of_format_1_are_written_and_read_as_approved() => Approve("events-1.json", Samples.Events);

    [Fact]
    public void Documents_of_format_1_are_written_and_read_as_approved() => Approve("documents-1.json", Samples.Documents);

    [Fact]
    public void Every_kind_has_a_sample()
    {
        Kinds<Command>().ShouldBe(Samples.Commands.Select(sample => sample.GetType()), ignoreOrder: true);
        Kinds<Event>().ShouldBe(Samples.Events.Select(sample => sample.GetType()), ignoreOrder: true);
        Kinds<Document>().ShouldBe(Samples.Documents.Select(sample => sample.GetType()), ignoreOrder: true);
    }

    [Fact]
    public void A_command_comes_back_from_the_journal_as_it_was()
    {
        foreach (var command in Samples.Commands)
            Json(Wire.DecodeCommand(Stored(command))).ShouldBe(Json(command));
    }

    [Fact]
    public void The_journal_keeps_no_column_twice()
    {
        var body = JsonNode.Parse(Wire.ByShape(Samples.Commands[2] with { At = Samples.Commands[2].At }))!.AsObject();
        body.Select(field => field.Key).ShouldBe(["do", "purchase", "rewards", "traits", "contributions"]);
        body["purchase"]!.AsObject().ContainsKey("lines").ShouldBeFalse();
    }

    [Fact]
    public void A_document_comes_back_as_it_was_also_when_it_is_packed()
    {
        var member = (Member)Samples.Documents[0];
        var large = member with { Lots = [.. Enumerable.Range(0, 1000).Select(i => member.Lots[0] with { Id = $"2026-03-02/till-1/{i}" })] };
        foreach (var document in Samples.Documents.Append(large))
        {
            var body = Wire.EncodeDocument(document);
            body.Length.ShouldBeLessThan(20_000);
            Json(Wire.DecodeDocument(new StoredDocument("shop", default, 1, Document.Format, body))).ShouldBe(Json(document));
        }
    }

    [Fact]
    public void What_is_absent_reads_as_its_initial_value()
    {
        var line = JsonSerializer.Deserialize<Line>("""{"number":1,"sku":"A","unitPrice":100}""", Wire.Json)!;
        (line.Quantity, line.Kind, line.Labels.Count).ShouldBe((1m, Line.Product, 0));
        JsonSerializer.Serialize(line, Wire.Json).ShouldBe("""{"number":1,"sku":"A","unitPrice":100}""");
    }

    [Fact]
    public void The_order_of_pairs_does_not_matter()
    {
        var one = new Traits { Attributes = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } };
        JsonSerializer.Serialize(one, Wire.Json).ShouldBe("""{"attributes":{"a":"1","b":"2"}}""");
    }

    [Fact]
    public void A_body_of_an_older_format_goes_through_every_later_step()
    {
        Upcaster[] steps = [new() { Events = Append("a") }, new() { Events = Append("b") }, new() { Events = Append("c") }];
        var upcast = Upcasters.Apply("""["x"]"""u8.ToArray(), 2, steps, step => step.Events);
        JsonNode.Parse(upcast)!.ToJsonString().ShouldBe("""["x","b","c"]""");
        var newest = """["x"]"""u8.ToArray();
        Upcasters.Apply(newest, 4, steps, step => step.Events).ShouldBeSameAs(newest);
        Should.Throw<JournalException>(() => Upcasters.Apply(newest, 5, steps, step => step.Events)).IsFatal.ShouldBeTrue();
    }

    private static Func<JsonNode, JsonNode> Append(string word) => node =>
    {
        node.AsArray().Add(word);
        return node;
    };

    private static StoredRow Stored(Command command) => Asked.Of(command) is var asked ? new StoredRow
    {
        Program = "shop",
        Seq = 1,
        CommandId = command.Id.Value,
        Kind = Wire.Kind(command),
        At = asked.Command.At,
        RecordedAt = Shop.Start,
        IsTimedByServer = false,
        Actor = command.Actor,
        Format = Wire.Format,
        InputHash = asked.InputHash,
        Command = asked.Body,
        Lines = asked.Lines,
    } : throw new InvalidOperationException();

    private static void Approve<T>(string file, IReadOnlyList<T> samples)
    {
        var path = Path.Combine(SharedFolder.Repository, "tests", "Laurel.Tests", "Engine", "Approved", file);
        var approved = File.ReadAllText(path).TrimEnd();
        var received = JsonSerializer.Serialize(samples, Indented);
        if (received != approved)
            File.WriteAllText(path + ".received.txt", received + "\n");
        received.ShouldBe(approved, $"Read {file}.received.txt; if it is right, it replaces {file}.");
        JsonSerializer.Serialize(JsonSerializer.Deserialize<IReadOnlyList<T>>(approved, Indented), Indented).ShouldBe(approved);
    }

    private static IEnumerable<Type> Kinds<T>() => typeof(T).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Wire.Json);
}
