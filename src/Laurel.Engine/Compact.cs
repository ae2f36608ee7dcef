using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Laurel.Engine;

/// <summary>
/// Leaves out what reading puts back by itself: empty lists, and values equal to the property's initial value. Of types in the core's root
/// namespace only: one that is moved in or out of it changes its bytes, and the same request again would no longer be the same.
/// </summary>
internal static class Compact
{
    public static void Shape(JsonTypeInfo shape)
    {
        if (shape.Kind != JsonTypeInfoKind.Object)
            return;
        var initial = Initial(shape.Type);
        foreach (var property in shape.Properties)
        {
            if (property.IsRequired || property.Get is null || property.Set is null)
                continue;
            if (initial is null)
                continue;
            if (property.PropertyType == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
                property.ShouldSerialize = UnlessEqual(property.Get(initial));
            else if (property.Get(initial) is not null)
                property.ShouldSerialize = (_, value) => value is not ICollection { Count: 0 };
        }
    }

    private static Func<object, object?, bool> UnlessEqual(object? initial) => (_, value) => !Equals(value, initial);

    /// <summary>A specimen as its constructor leaves it, its parameters given their own defaults.</summary>
    private static object? Initial(Type type)
    {
        if (type.IsAbstract || type.Namespace != typeof(Command).Namespace)
            return null;
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length);
        return constructor?.Invoke([.. constructor.GetParameters().Select(Default)]);
    }

    private static object? Default(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: true } => parameter.DefaultValue,
        { ParameterType.IsValueType: true } => Activator.CreateInstance(parameter.ParameterType),
        _ => null,
    };
}

/// <summary>Writes pairs in the order of their names, so that the same pairs are the same bytes.</summary>
internal sealed class OrderedPairs : JsonConverter<IReadOnlyDictionary<string, string>>
{
    public override IReadOnlyDictionary<string, string> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var pairs = new Dictionary<string, string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            pairs[name] = reader.GetString() ?? throw new JsonException($"'{name}' has no text.");
        }
        return pairs;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            writer.WriteString(name, text);
        writer.WriteEndObject();
    }
}
