using System.CommandLine;
using Laurel.Insight.Facts;

namespace Laurel.Server.Features.Measures;

/// <summary>The options that ask of a part of a program's facts, and by which step.</summary>
internal sealed class PartOptions(ColumnOptions columns)
{
    private readonly Option<string?> step = new("--step") { Description = "month, quarter or year [default: each measure's own]", HelpName = "step" };
    private readonly Option<string?> among = new("--among") { Description = "members (from the day of joining on) or others", HelpName = "who" };
    private readonly Option<string?> segment = new("--segment")
    {
        Description = "Only customers in this segment: rhythm:loyal, rfm:champions, monetary:5, told:… (the guide names all); of a file too",
        HelpName = "kind:name",
    };
    private readonly Option<string?> segmentOn = new("--segment-on")
    {
        Description = "Find who is in the segment as of this day [default: the as-of day]",
        HelpName = "2026-01-31",
    };
    private readonly Option<string?> tier = new("--tier") { Description = "Only members who are in this tier now; of a program", HelpName = "id" };

    public void AddTo(Verb verb)
    {
        foreach (var option in new Option[] { step, among, segment, segmentOn, tier })
            verb.Add(option);
    }

    public PeriodUnit? Step(ParseResult asked) => Word(asked.GetValue(step), "--step", PeriodUnit.Month, PeriodUnit.Quarter, PeriodUnit.Year);

    public Slice Slice(ParseResult asked, bool isFile)
    {
        var slice = new Slice
        {
            Among = Word(asked.GetValue(among), "--among", Among.Members, Among.Others),
            Segment = Segment(asked),
            Tier = asked.GetValue(tier),
            Location = isFile ? null : asked.GetValue(columns.Location),
            Channel = isFile ? null : asked.GetValue(columns.Channel),
        };
        return isFile && slice.Tier is not null
            ? throw new MisuseException("--tier asks of a program; a file of orders knows no tiers.")
            : slice;
    }

    private Segment? Segment(ParseResult asked)
    {
        var on = MeasureCommand.Day(asked.GetValue(segmentOn));
        if (asked.GetValue(segment) is not { } written)
            return on is null ? null : throw new MisuseException("--segment-on says as of when somebody is in the segment: name one with --segment.");
        return Insight.Facts.Segment.TryParse(written) is { } known
            ? known with { On = on }
            : throw new MisuseException($"There is no segment '{written}'; known are: {Insight.Facts.Segment.Choices}.");
    }

    private static T? Word<T>(string? written, string option, params T[] known)
        where T : struct, Enum
    {
        if (written is null)
            return null;
        foreach (var value in known)
        {
            if (value.ToString().Equals(written, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        throw new MisuseException($"{option} is {string.Join(" or ", known.Select(k => k.ToString().ToLowerInvariant()))}.");
    }
}
