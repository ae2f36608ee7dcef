using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Laurel.Definitions;

/// <summary>
/// The one JSON form of a definition: what the YAML says, every scalar as text, keys in the order they were written, no
/// examples. It is what the API takes and gives, what the journal keeps and what the schema describes.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Node node, bool withExamples = false)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Compact))
            Write(writer, node, withExamples ? null : "examples");
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>SHA-256 of the canonical form, in lower-case hexadecimal.</summary>
    public static string Hash(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    /// <summary>Reads JSON, pretty or compact; numbers and booleans become their text. Lines count from 1.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static Node Read(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 });
        try
        {
            reader.Read();
            var node = Read(ref reader, new LineCounter(utf8));
            return reader.Read() ? throw new JsonException("There is more after the end.") : node;
        }
        catch (InvalidOperationException halfACharacter)
        {
            throw new JsonException(halfACharacter.Message, halfACharacter);
        }
    }

    private static Node Read(ref Utf8JsonReader reader, LineCounter lines)
    {
        var line = lines.At((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var pairs = new List<Pair>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (key, keyLine) = (reader.GetString()!, lines.At((int)reader.TokenStartIndex));
                    reader.Read();
                    pairs.Add(new Pair(key, keyLine, Read(ref reader, lines)));
                }
                return new Mapping(pairs, line);
            case JsonTokenType.StartArray:
                var items = new List<Node>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Read(ref reader, lines));
                return new Sequence(items, line);
            case JsonTokenType.String:
                return new Scalar(reader.GetString()!, line);
            default:
                return new Scalar(Encoding.UTF8.GetString(reader.ValueSpan), line);
        }
    }

    private static void Write(Utf8JsonWriter writer, Node node, string? leaveOut)
    {
        switch (node)
        {
            case Scalar scalar:
                writer.WriteStringValue(scalar.Text);
                break;
            case Sequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                    Write(writer, item, null);
                writer.WriteEndArray();
                break;
            case Mapping mapping:
                writer.WriteStartObject();
                foreach (var pair in mapping.Pairs.Where(p => p.Key != leaveOut))
                {
                    writer.WritePropertyName(pair.Key);
                    Write(writer, pair.Value, null);
                }
                writer.WriteEndObject();
                break;
        }
    }

    private sealed class LineCounter(byte[] text)
    {
        private int at;
        private int line = 1;

        public int At(int index)
        {
            for (; at < index; at++)
                line += text[at] == '\n' ? 1 : 0;
            return line;
        }
    }
}
