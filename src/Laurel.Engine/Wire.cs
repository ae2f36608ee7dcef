using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Laurel.Engine.Packing;

namespace Laurel.Engine;

/// <summary>
/// The JSON form of commands, events and documents: camelCase, the kind in <c>do</c>, <c>kind</c> or <c>document</c>, enums as
/// words, nothing written that reading would put back by itself (null, empty lists, a property's initial value). What is stored
/// in the journal is for ever; a change of shape is a new <see cref="Format"/> and an upcaster from the one before.
/// </summary>
public static class Wire
{
    /// <summary>The format in which rows are written now.</summary>
    public const int Format = 1;

    private static readonly FrozenDictionary<Type, string> Kinds = typeof(Command)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    /// <summary>The whole form of anything of the core, for people, exports and approval tests.</summary>
    public static JsonSerializerOptions Json { get; } = Make([]);

    /// <summary>The form in the journal, without what has columns of its own: id, actor, time, and the lines of a purchase.</summary>
    internal static JsonSerializerOptions Stored { get; } = Make([WithoutColumns]);

    private static readonly JsonTypeInfo<Command> Commands = (JsonTypeInfo<Command>)Stored.GetTypeInfo(typeof(Command));
    private static readonly JsonTypeInfo<IReadOnlyList<Line>> Lines =
        (JsonTypeInfo<IReadOnlyList<Line>>)Stored.GetTypeInfo(typeof(IReadOnlyList<Line>));
    private static readonly JsonTypeInfo<IReadOnlyList<Event>> Events =
        (JsonTypeInfo<IReadOnlyList<Event>>)Stored.GetTypeInfo(typeof(IReadOnlyList<Event>));
    private static readonly JsonTypeInfo<Refusal> Refusals = (JsonTypeInfo<Refusal>)Stored.GetTypeInfo(typeof(Refusal));
    private static readonly JsonTypeInfo<Document> Documents = (JsonTypeInfo<Document>)Make([], new Seconds()).GetTypeInfo(typeof(Document));

    /// <summary>The word for a kind of command: <c>purchase</c>, <c>enrol</c>, …</summary>
    public static string Kind(Command command) => Kinds[command.GetType()];

    internal static byte[] EncodeCommand(Command command) => PackedCommands.Of(command) ?? ByShape(command);

    internal static byte[]? EncodeLines(Command command) =>
        command is RecordPurchase purchase ? PackedLines.Of(purchase.Purchase.Lines) ?? ByShape(purchase.Purchase.Lines) : null;

    internal static byte[] EncodeEvents(IReadOnlyList<Event> events) => PackedEvents.Of(events) ?? ByShape(events);

    internal static byte[] ByShape(Command command) => JsonSerializer.SerializeToUtf8Bytes(Bare(command), Commands);

    internal static byte[] ByShape(IReadOnlyList<Line> lines) => JsonSerializer.SerializeToUtf8Bytes(lines, Lines);

    internal static byte[] ByShape(IReadOnlyList<Event> events) => JsonSerializer.SerializeToUtf8Bytes(events, Events);

    internal static byte[] EncodeRefusal(Refusal refusal) => JsonSerializer.SerializeToUtf8Bytes(refusal, Refusals);

    /// <summary>A document as it is kept: instants as seconds, and packed when it is large. It is a cache; its JSON is the events'.</summary>
    internal static byte[] EncodeDocument(Document document) => Packed.Pack(JsonSerializer.SerializeToUtf8Bytes(document, Documents));

    internal static Document DecodeDocument(StoredDocument stored) => stored.Format == Document.Format
        ? Read(Packed.Unpack(stored.Body!), Documents)
        : throw new JournalException($"{stored.Key} has format {stored.Format}, not {Document.Format}; a writer of this version rebuilds it.",
            isFatal: false);

    internal static Command DecodeCommand(RecordedRow row)
    {
        Upcasters.Require(row.Format);
        if (Packed.Is(row.Command))
            return PackedCommands.Read(row.Command, new Columns(new CommandId(row.CommandId), row.At, row.Actor, row.IsTimedByServer, LinesOf(row)));
        var command = Read(Upcasters.Command(row.Command, row.Format), Commands) with
        {
            Id = new CommandId(row.CommandId),
            At = row.At,
            Actor = row.Actor,
            IsTimedByServer = row.IsTimedByServer,
        };
        return command is RecordPurchase purchase ? WithLines(purchase, row) : command;
    }

    /// <summary>The same of a row of a block.</summary>
    internal static Command DecodeCommand(RowBlock rows, int place)
    {
        if (!Packed.Is(rows.Command(place)) || (rows.Lines(place) is not [] and var lines && !Packed.Is(lines)))
            return DecodeCommand(rows[place]);
        Upcasters.Require(rows.Format(place));
        return PackedCommands.Read(rows.Command(place), rows.Columns(place) with { Lines = rows.Lines(place) is [] ? [] : PackedLines.Read(rows.Lines(place)) });
    }

    internal static IReadOnlyList<Event> DecodeEvents(RecordedRow row)
    {
        if (row.Events is not { } events)
            return [];
        Upcasters.Require(row.Format);
        return Packed.Is(events) ? PackedEvents.Read(events) : Read(Upcasters.Events(events, row.Format), Events);
    }

    /// <summary>The same of a row of a block.</summary>
    internal static IReadOnlyList<Event> DecodeEvents(RowBlock rows, int place)
    {
        if (!Packed.Is(rows.Events(place)))
            return DecodeEvents(rows[place]);
        Upcasters.Require(rows.Format(place));
        return PackedEvents.Read(rows.Events(place));
    }

    internal static Refusal? DecodeRefusal(RecordedRow row) => row.Refusal is null ? null : Read(row.Refusal, Refusals);

    internal static JournalRow Decode(RecordedRow row) => new()
    {
        Program = row.Program,
        Seq = row.Seq,
        Command = DecodeCommand(row),
        Events = DecodeEvents(row),
        Refusal = DecodeRefusal(row),
        RecordedAt = row.RecordedAt,
    };

    private static Command Bare(Command command) => command is RecordPurchase purchase && purchase.Purchase.At == purchase.At
        ? purchase with { Purchase = purchase.Purchase with { At = default } }
        : command;

    private static RecordPurchase WithLines(RecordPurchase command, RecordedRow row)
    {
        var at = command.Purchase.At == default ? command.At : command.Purchase.At;
        return command with { Purchase = command.Purchase with { Lines = LinesOf(row), At = at } };
    }

    private static IReadOnlyList<Line> LinesOf(RecordedRow row) => row.Lines is not { } body ? []
        : Packed.Is(body) ? PackedLines.Read(body)
        : Read(Upcasters.Lines(body, row.Format), Lines);

    private static T Read<T>(byte[] body, JsonTypeInfo<T> shape) =>
        JsonSerializer.Deserialize(body, shape) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    private static JsonSerializerOptions Make(Action<JsonTypeInfo>[] changes, params JsonConverter[] converters)
    {
        IJsonTypeInfoResolver resolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(Compact.Shape);
        foreach (var change in changes)
            resolver = resolver.WithAddedModifier(change);
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new OrderedPairs() },
            TypeInfoResolver = resolver,
        };
        foreach (var converter in converters)
            options.Converters.Add(converter);
        options.MakeReadOnly();
        return options;
    }

    private static void WithoutColumns(JsonTypeInfo shape)
    {
        foreach (var property in shape.Properties)
        {
            if (typeof(Command).IsAssignableFrom(shape.Type) && property.Name is "id" or "at" or "actor")
                Leave(property);
            else if (shape.Type == typeof(Purchase) && property.Name == "lines")
                Leave(property);
            else if (shape.Type == typeof(Purchase) && property.Name == "at")
                Leave(property, (_, at) => at is DateTimeOffset given && given != default);
        }
    }

    private static void Leave(JsonPropertyInfo property, Func<object, object?, bool>? unless = null)
    {
        property.IsRequired = false;
        property.ShouldSerialize = unless ?? ((_, _) => false);
    }
}
