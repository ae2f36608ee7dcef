using System.Globalization;
using Laurel.Insight.Facts;
using Laurel.Insight.Reports;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Measures;

/// <summary>How a figure was asked for: by which step, up to when, and of which part. Its state is the address of the page.</summary>
public sealed record MeasureAsked
{
    /// <summary>The query parameters, for the description of the API.</summary>
    public static readonly (string Name, string Text)[] Query =
    [
        ("as_of", "The first day that is not seen, as 2026-01-31; absent is today."),
        ("step", "month, quarter or year; absent is the measure's own."),
        ("among", "members: purchases from the day of joining on; others: all the rest."),
        ("segment", "Only customers in this segment, found on the as-of day: rhythm:new, loyal, at-risk, occasional, lapsed; rfm:champions, regulars, "
            + "promising, fading, slipping, dormant; recency:1 to 5, frequency:1 to 5, monetary:1 to 5; told:… and attribute:…=… as the merchant last said."),
        ("segment_on", "Find who is in the segment as of this day instead: what came after says how they went on."),
        ("tier", "Only members who are in this tier now."),
        ("location", "Only purchases made there."),
        ("channel", "Only purchases made that way."),
        ("by", "among, rhythm, rfm, recency, frequency, monetary, told, tier, location or channel: the same of each part too, by segments in place of `segment`."),
        ("format", "json, csv or parquet; absent is json."),
    ];

    public DateOnly? AsOf { get; init; }
    public PeriodUnit? Step { get; init; }
    public Slice Slice { get; init; } = Slice.All;

    /// <summary>Asked of each part too; null where it is not broken down.</summary>
    public BrokenDownBy? By { get; init; }

    /// <summary>The same in an address; empty for the whole.</summary>
    public string InQuery
    {
        get
        {
            (string Name, string? Value)[] own =
                [("as_of", Written(AsOf)), ("step", Step?.ToString().ToLowerInvariant()), ("by", By?.ToString().ToLowerInvariant())];
            var said = own.Where(p => p.Value is not null).Select(p => (p.Name, p.Value!)).Concat(Slice.Conditions)
                .Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}").ToList();
            return said.Count == 0 ? "" : "?" + string.Join('&', said);
        }
    }

    public MeasureOptions Options(params string[] questions) => new() { AsOf = AsOf, Step = Step, Slice = Slice, Questions = questions };

    internal static MeasureAsked Read(HttpRequest request, Intake intake) => new()
    {
        AsOf = Day(request, intake, "as_of"),
        By = Word(request, intake, "by", Enum.GetValues<BrokenDownBy>()),
        Step = Word(request, intake, "step", PeriodUnit.Month, PeriodUnit.Quarter, PeriodUnit.Year),
        Slice = new Slice
        {
            Among = Word(request, intake, "among", Among.Members, Among.Others),
            Segment = Segment(request, intake),
            Tier = Text(request, "tier"),
            Location = Text(request, "location"),
            Channel = Text(request, "channel"),
        },
    };

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    private static string? Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Segment? Segment(HttpRequest request, Intake intake)
    {
        var on = Day(request, intake, "segment_on");
        if (Text(request, "segment") is not { } written)
            return null;
        if (Insight.Facts.Segment.TryParse(written) is { } segment)
            return segment with { On = on };
        intake.Wrong("segment", "choice", ("choices", Insight.Facts.Segment.Choices));
        return null;
    }

    private static DateOnly? Day(HttpRequest request, Intake intake, string name)
    {
        if (Text(request, name) is not { } written)
            return null;
        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        intake.Wrong(name, "choice", ("choices", "2026-01-31"));
        return null;
    }

    private static T? Word<T>(HttpRequest request, Intake intake, string name, params T[] known)
        where T : struct, Enum
    {
        if (Text(request, name) is not { } written)
            return null;
        foreach (var value in known)
        {
            if (value.ToString().Equals(written, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        intake.Wrong(name, "choice", ("choices", string.Join(", ", known.Select(k => k.ToString().ToLowerInvariant()))));
        return null;
    }
}
