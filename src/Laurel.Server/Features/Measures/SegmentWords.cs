namespace Laurel.Server.Features.Measures;

/// <summary>Segments in the words of the people who read pages.</summary>
internal static class SegmentWords
{
    /// <summary>Under which heading it stands: its kind; attributes stand with the merchant's own.</summary>
    public static string Heading(string segment) =>
        segment[..segment.IndexOf(':', StringComparison.Ordinal)] is var kind && kind == "attribute" ? "told" : kind;

    /// <summary>Scores and the merchant's own are their own names.</summary>
    public static string Of(string segment, Func<string, string> say)
    {
        var name = segment[(segment.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return Heading(segment) is "rhythm" or "rfm" ? say("measures.segment." + segment) : name;
    }
}
