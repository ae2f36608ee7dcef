namespace Laurel.Insight.Charts;

/// <summary>A place on the axis below: its short label, the group it stands in (a year), and its full name.</summary>
/// <param name="IsPending">Hatched where it has no value: not known yet. Otherwise it is left empty: there is nothing.</param>
public sealed record Place(string Label, string Group, string Name, bool IsPending = false)
{
    public static Place Of(string name) => new(name, "", name);
}

/// <summary>One row of values over the places of a chart.</summary>
/// <param name="Values">One for each place; null is not drawn.</param>
/// <param name="Bands">Intervals around the values, where they are known.</param>
/// <param name="Counts">What stands behind each value, for tooltips and the table: "n = 885".</param>
public sealed record Series(
    string Name, IReadOnlyList<double?> Values, IReadOnlyList<(double Low, double High)?>? Bands = null,
        IReadOnlyList<string>? Counts = null);
