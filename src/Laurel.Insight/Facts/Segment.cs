namespace Laurel.Insight.Facts;

/// <summary>What a segment is found by. The words stand in addresses.</summary>
public enum SegmentKind
{
    /// <summary>How lately and how often she came: new, loyal, at-risk, occasional, lapsed.</summary>
    Rhythm,

    /// <summary>Scores of recency and frequency together: champions, regulars, promising, fading, slipping, dormant.</summary>
    Rfm,

    /// <summary>The score of 1 to 5 for how lately she bought; 5 are the most recent.</summary>
    Recency,

    /// <summary>The score of 1 to 5 for how often she bought.</summary>
    Frequency,

    /// <summary>The score of 1 to 5 for what she spent, returns taken off.</summary>
    Monetary,

    /// <summary>A segment of the merchant's own, as last said with something a customer did.</summary>
    Told,

    /// <summary>An attribute of hers as last said: <c>city=Ghent</c>.</summary>
    Attribute,
}

/// <summary>Customers who were alike on a day, written <c>rhythm:loyal</c>. Everybody who bought is in one segment of each kind that is found from purchases.</summary>
/// <remarks>
/// New: first purchase in the last 90 days. Loyal: 3 visits or more in the last 12 months, the last within 90 days; at risk: without a visit in
/// those 90 days. Occasional: fewer visits in the 12 months. Lapsed: none. Scores are fifths by rank with cut points of the first day
/// of the quarter (<see cref="Statistics.RfmCuts"/>), so that they change because customers change.
/// </remarks>
public sealed record Segment(SegmentKind Kind, string Name)
{
    /// <summary>Days of facts before the day without which nobody knows who is new or has lapsed.</summary>
    private const int DaysOfRhythm = 365;

    /// <summary>Facts may begin so many days late and a period still counts as seen.</summary>
    private const int DaysOfGrace = 6;

    private static readonly string[] Scores = ["5", "4", "3", "2", "1"];

    /// <summary>The first day that is not seen in finding who is in it; null is the as-of day of the question.</summary>
    public DateOnly? On { get; init; }

    /// <summary>What she bought makes her what she is: figures of the same time describe the segment and compare nothing.</summary>
    public bool IsOfPurchases => Kind is not (SegmentKind.Told or SegmentKind.Attribute);

    public override string ToString() => $"{Word(Kind)}:{Name}";

    /// <summary>The names of a kind that are always there, the best first; of the others those that occur.</summary>
    public static IReadOnlyList<string> Names(SegmentKind kind) => kind switch
    {
        SegmentKind.Rhythm => ["new", "loyal", "at-risk", "occasional", "lapsed"],
        SegmentKind.Rfm => ["champions", "regulars", "promising", "fading", "slipping", "dormant"],
        SegmentKind.Told or SegmentKind.Attribute => [],
        _ => Scores,
    };

    /// <summary>All segments that are found from purchases, as they are written.</summary>
    public static IReadOnlyList<string> OfPurchases => [.. Enum.GetValues<SegmentKind>().SelectMany(k => Names(k).Select(n => $"{Word(k)}:{n}"))];

    /// <summary>How a choice of segments is written in a message.</summary>
    public static string Choices => string.Join(", ", OfPurchases.Append("told:…").Append("attribute:…=…"));

    /// <summary>Null where nothing is called so.</summary>
    public static Segment? TryParse(string? text)
    {
        if (text is null || text.IndexOf(':', StringComparison.Ordinal) is var colon && colon <= 0)
            return null;
        foreach (var kind in Enum.GetValues<SegmentKind>())
        {
            if (text[..colon] == Word(kind) && text[(colon + 1)..] is { Length: > 0 } name && Fits(kind, name))
                return new Segment(kind, name);
        }
        return null;
    }

    /// <summary>The word of a kind, as in <c>rfm</c>.</summary>
    public static string Word(SegmentKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Whether facts that begin on a day are enough to tell who is in it.</summary>
    internal bool IsKnown(DateOnly since, DateOnly asOf) =>
        Kind != SegmentKind.Rhythm || since <= Day(asOf).AddDays(DaysOfGrace - DaysOfRhythm);

    /// <summary>Nothing after the as-of day is seen.</summary>
    internal DateOnly Day(DateOnly asOf) => On is { } day && day < asOf ? day : asOf;

    /// <summary>The customers in it, by the variables <c>slice_program</c>, <c>slice_day</c>, <c>slice_money</c> and <c>slice_segment</c> of a connection.</summary>
    internal string Customers() => Kind switch
    {
        SegmentKind.Rhythm => $"SELECT customer FROM rhythms({Program}, {Until}) WHERE name = {Wanted}",
        SegmentKind.Rfm => $"SELECT customer FROM rfm_segments({Program}, {Until}, {Money}) WHERE name = {Wanted}",
        SegmentKind.Told => $"SELECT customer FROM told_segments({Program}, {Until}) WHERE name = {Wanted}",
        SegmentKind.Attribute => $"SELECT customer FROM told_attributes({Program}, {Until}) WHERE concat(name, '=', value) = {Wanted}",
        _ => $"SELECT customer FROM rfm_scores({Program}, {Until}, {Money}) WHERE {Word(Kind)}::VARCHAR = {Wanted}",
    };

    private const string Program = "getvariable('slice_program')";
    private const string Until = "getvariable('slice_day')::DATE";
    private const string Money = "getvariable('slice_money')::VARCHAR";
    private const string Wanted = "getvariable('slice_segment')";

    private static bool Fits(SegmentKind kind, string name) => kind switch
    {
        SegmentKind.Told => true,
        SegmentKind.Attribute => name.IndexOf('=', StringComparison.Ordinal) > 0,
        _ => Names(kind).Contains(name),
    };
}
