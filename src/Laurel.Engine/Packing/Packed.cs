using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laurel.Engine.Packing;

/// <summary>
/// A packed body begins with a byte that no JSON begins with. What is in the journal is packed by <see cref="PackedCommands"/>, <see cref="PackedLines"/>
/// and <see cref="PackedEvents"/>; large documents are deflated here: a member of many open lots repeats herself.
/// </summary>
internal static class Packed
{
    private const int LargestPlain = 8 * 1024;
    private const byte Mark = 1;

    public static bool Is(ReadOnlySpan<byte> body) => body.Length > 0 && body[0] is not ((byte)'{' or (byte)'[');

    public static InvalidDataException Unknown(ReadOnlySpan<byte> body) => new($"A body is packed in a way that this version does not know: {body[0]}.");

    public static byte[] Pack(byte[] json)
    {
        if (json.Length <= LargestPlain)
            return json;
        using var packed = new MemoryStream(json.Length / 4);
        packed.WriteByte(Mark);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest))
            deflate.Write(json);
        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">The body is damaged.</exception>
    public static byte[] Unpack(byte[] body)
    {
        if (body.Length == 0 || body[0] != Mark)
            return body;
        using var packed = new MemoryStream(body, 1, body.Length - 1);
        using var deflate = new DeflateStream(packed, CompressionMode.Decompress);
        using var json = new MemoryStream(body.Length * 8);
        deflate.CopyTo(json);
        return json.ToArray();
    }
}

/// <summary>Writes an instant in UTC that falls on a second as seconds since 1970, and any other as it is written elsewhere.</summary>
internal sealed class Seconds : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64())
            : DateTimeOffset.ParseExact(reader.GetString()!, "O", CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        if (value.Offset == TimeSpan.Zero && value.Ticks % TimeSpan.TicksPerSecond == 0)
            writer.WriteNumberValue(value.ToUnixTimeSeconds());
        else
            writer.WriteStringValue(value.ToString("O", CultureInfo.InvariantCulture));
    }
}
