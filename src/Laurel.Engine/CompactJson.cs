using System.Globalization;
using System.Text.Json;

namespace Laurel.Engine;

/// <summary>Writing of properties that are left out where reading puts them back by itself: null, zero, an empty list.</summary>
internal static class CompactJson
{
    private const int DayLength = 10;

    public static void Text(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    public static void Number(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long number)
    {
        if (number != 0)
            json.WriteNumber(name, number);
    }

    public static void NumberIfAny(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
    }

    public static void NumberIfAny(this Utf8JsonWriter json, ReadOnlySpan<byte> name, decimal? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
    }

    public static void Day(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly day)
    {
        Span<byte> written = stackalloc byte[DayLength];
        day.TryFormat(written, out _, "O", CultureInfo.InvariantCulture);
        json.WriteString(name, written);
    }

    public static void Texts(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>A list of objects; each is begun and ended here.</summary>
    public static void List<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>An enum as its word.</summary>
    public static void Word<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, T value)
        where T : struct, Enum => json.WriteString(name, Words<T>.Of[value]);

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, JsonEncodedText> Of = Enum.GetValues<T>()
            .ToDictionary(value => value, value => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(value.ToString())));
    }
}
