using System.Text.Json.Nodes;

namespace Laurel.Engine;

/// <summary>
/// Turns bodies of older formats into the present one while they are read: one step for each format, applied in order. What is
/// stored is never rewritten. A packed body has a version of its own, and a reader for each.
/// </summary>
internal static class Upcasters
{
    /// <summary>From each older format to the next. There is one format so far, so there is no step.</summary>
    private static readonly IReadOnlyList<Upcaster> Steps = [];

    public static byte[] Command(byte[] body, int format) => Apply(body, format, Steps, step => step.Command);

    public static byte[] Lines(byte[] body, int format) => Apply(body, format, Steps, step => step.Lines);

    public static byte[] Events(byte[] body, int format) => Apply(body, format, Steps, step => step.Events);

    /// <exception cref="JournalException">A later version wrote it.</exception>
    public static void Require(int format)
    {
        if (format > Steps.Count + 1)
            throw Unknown(format, Steps.Count + 1);
    }

    internal static byte[] Apply(byte[] body, int format, IReadOnlyList<Upcaster> steps, Func<Upcaster, Func<JsonNode, JsonNode>> change)
    {
        if (format > steps.Count + 1)
            throw Unknown(format, steps.Count + 1);
        if (format == steps.Count + 1)
            return body;
        var node = JsonNode.Parse(body)!;
        foreach (var step in steps.Skip(format - 1))
            node = change(step)(node);
        return System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());
    }

    private static JournalException Unknown(int format, int newest) =>
        new($"A row has format {format}; this version reads formats up to {newest}.", isFatal: true);
}

/// <summary>One step from a format to the next.</summary>
internal sealed record Upcaster
{
    public Func<JsonNode, JsonNode> Command { get; init; } = node => node;
    public Func<JsonNode, JsonNode> Lines { get; init; } = node => node;
    public Func<JsonNode, JsonNode> Events { get; init; } = node => node;
}
