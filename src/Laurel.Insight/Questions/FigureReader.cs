using System.Globalization;
using Laurel.Insight.Experiments;
using Laurel.Insight.Facts.DuckDb;
using Laurel.Insight.Statistics;

namespace Laurel.Insight.Questions;

/// <summary>Turns the rows of a question's SQL into figures.</summary>
internal sealed class FigureReader
{
    /// <summary>The key of the row that takes all keys of a dimension together.</summary>
    internal const string All = "all";

    private const double Level = 0.95;

    private readonly DuckDBDataReader reader;
    private readonly Question question;
    private readonly double minorPerMajor;
    private readonly int[] keys;
    private readonly (int Measure, int Total, int N, int Mature, int Value, int Squares, int Low, int High) columns;

    private FigureReader(DuckDBDataReader reader, Question question, Currency? currency)
    {
        (this.reader, this.question) = (reader, question);
        minorPerMajor = currency?.Scale ?? 1;
        keys = [.. question.Dimensions.Select(reader.GetOrdinal)];
        columns = (Column("measure"), Column("total"), Column("n"), Column("mature"), Column("value"), Column("squares"),
            Column("low"), Column("high"));
    }

    internal static List<Figure> Read(DuckDBDataReader reader, Question question, Currency? currency)
    {
        var rows = new FigureReader(reader, question, currency);
        var figures = new List<Figure>();
        while (reader.Read())
            figures.Add(rows.Current());
        return figures;
    }

    private Figure Current()
    {
        var measure = columns.Measure < 0 ? question.Measures[0] : Find(reader.GetString(columns.Measure));
        var (total, n) = (Long(columns.Total), Long(columns.N));
        var mature = columns.Mature < 0 || reader.GetBoolean(columns.Mature);
        var value = mature ? Value(measure.Unit, total, n) : null;
        return new Figure
        {
            Keys = [.. keys.Select(Key)],
            Measure = measure,
            Value = value,
            Total = total,
            N = n,
            Interval = value is null ? null : Interval(measure.Unit, total, n, value.Value),
            IsMature = mature,
            IsTooFew = value is not null && n < question.MinimumSample && measure.Unit != Unit.Count,
        };
    }

    private double? Value(Unit unit, long? total, long? n)
    {
        var scale = unit == Unit.Money ? minorPerMajor : 1;
        if (columns.Value >= 0 && !reader.IsDBNull(columns.Value))
            return reader.GetDouble(columns.Value) / scale;
        if (total is null || n == 0)
            return null;
        return n is null ? total / scale : total / (double)n / scale;
    }

    private Interval? Interval(Unit unit, long? total, long? n, double value)
    {
        if (columns.Low >= 0 && !reader.IsDBNull(columns.Low))
            return new(reader.GetDouble(columns.Low), reader.GetDouble(columns.High));
        if (unit == Unit.Share && total is { } part && n is { } whole)
            return Between(Wilson.Of(part, whole));
        if (columns.Squares < 0 || reader.IsDBNull(columns.Squares) || n is not >= 2 || total is null)
            return null;
        var people = new ArmSummary(n.Value, total.Value, reader.GetDouble(columns.Squares)).Mean;
        var scale = unit == Unit.Money ? minorPerMajor : 1;
        return Experiments.Estimate.StudentT(value, Math.Sqrt(people.SquaredError) / scale, n.Value - 1, Level).Interval;
    }

    private static Interval Between(ShareEstimate share) => new(share.Low, share.High);

    private Measure Find(string key) => question.Measures.FirstOrDefault(m => m.Key == key)
        ?? throw new InvalidOperationException($"{question.Id} answers with a measure '{key}' that it does not declare.");

    private string Key(int column) =>
        reader.IsDBNull(column) ? All : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!;

    private long? Long(int column) => column < 0 || reader.IsDBNull(column) ? null : reader.GetInt64(column);

    private int Column(string name)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (reader.GetName(i) == name)
                return i;
        }
        return -1;
    }
}
