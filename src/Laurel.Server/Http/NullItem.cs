using System.Text;
using System.Text.Json;

namespace Laurel.Server.Http;

/// <summary>Finds a null in a list, which no list of ours has a meaning for and no type of JSON keeps out.</summary>
internal static class NullItem
{
    /// <summary>Where it stands, such as <c>lines[1]</c>; null when there is none.</summary>
    /// <param name="json">A whole document without mistakes.</param>
    public static string? Find(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("null"u8) < 0)
            return null;
        var reader = new Utf8JsonReader(json);
        var open = new Stack<Place>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                open.Peek().Name = reader.GetString()!;
            else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                open.Pop();
            else if (open.TryPeek(out var list) && list.IsList)
            {
                list.Item++;
                if (reader.TokenType == JsonTokenType.Null)
                    return Path(open);
            }
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                open.Push(new Place { IsList = reader.TokenType == JsonTokenType.StartArray });
        }
        return null;
    }

    private static string Path(IEnumerable<Place> open)
    {
        var path = new StringBuilder();
        foreach (var place in open.Reverse())
            path.Append(place.IsList ? $"[{place.Item}]" : path.Length == 0 ? place.Name : "." + place.Name);
        return path.ToString();
    }

    private sealed class Place
    {
        public bool IsList { get; init; }
        public int Item { get; set; } = -1;
        public string Name { get; set; } = "";
    }
}
