namespace Laurel.Insight.Statistics;

/// <summary>A column of numbers as its different values and, for each row, the place of its value among them.</summary>
internal sealed record Coded(double[] Values, int[] Codes)
{
    public static Coded Of<T>(IReadOnlyList<T> rows, Func<T, double> value)
    {
        var places = new Dictionary<double, int>();
        var values = new List<double>();
        var codes = new int[rows.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            var number = value(rows[i]);
            if (!places.TryGetValue(number, out var place))
            {
                places.Add(number, place = values.Count);
                values.Add(number);
            }
            codes[i] = place;
        }
        return new Coded([.. values], codes);
    }

    /// <summary>Fills a table with one figure per different value.</summary>
    public void Tabulate(double[] table, Func<double, double> figure)
    {
        for (var i = 0; i < Values.Length; i++)
            table[i] = figure(Values[i]);
    }
}
