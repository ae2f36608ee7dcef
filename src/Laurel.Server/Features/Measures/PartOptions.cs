using System.CommandLine;
using Laurel.Insight.Facts;

namespace Laurel.Server.Features.Measures;

/// <summary>The options that ask of a part of a program's facts, and by which step.</summary>
internal sealed class PartOptions(ColumnOptions columns)
{
    private readonly Option<string?> step = new("--step") { Description = "month, quarter or year [default: each measure's own]", HelpName = "step" };
    private readonly Option<string?> among = new("--among") { Description = "members (from the day of joining on) or others; of a program", HelpName = "who" };
    private readonly Option<string?> tier = new("--tier") { Description = "Only members who are in this tier now; of a program", HelpName = "id" };

    public void AddTo(Verb verb)
    {
        foreach (var option in new Option[] { step, among, tier })
            verb.Add(option);
    }

    public PeriodUnit? Step(ParseResult asked) => Word(asked.GetValue(step), "--step", PeriodUnit.Month, PeriodUnit.Quarter, PeriodUnit.Year);

    public Slice Slice(ParseResult asked, bool isFile)
    {
        var slice = new Slice
        {
            Among = Word(asked.GetValue(among), "--among", Among.Members, Among.Others),
            Tier = asked.GetValue(tier),
            Location = isFile ? null : asked.GetValue(columns.Location),
            Channel = isFile ? null : asked.GetValue(columns.Channel),
        };
        return isFile && !slice.IsAll
            ? throw new MisuseException("--among and --tier ask of a program; a file of orders is measured whole.")
            : slice;
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
