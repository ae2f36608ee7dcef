using Laurel.Insight.Experiments;
using MathNet.Numerics.LinearAlgebra;

namespace Laurel.Insight.Causal;

/// <summary>
/// The covariates as columns behind a column of ones, each centred and scaled: predictions stay the same, and powers of a large number do
/// not spoil the arithmetic.
/// </summary>
internal sealed class Design
{
    /// <summary>Share of a column that must be its own.</summary>
    private const double Negligible = 1e-11;

    private readonly IReadOnlyList<string> names;

    private Design(Matrix<double> columns, IReadOnlyList<string> names) => (Columns, this.names) = (columns, names);

    /// <summary>n rows; the first column is 1.</summary>
    public Matrix<double> Columns { get; }

    public int Rows => Columns.RowCount;

    public static Design Of(ComparedUnits units)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, units.Count)];
        double[][] columns = [ones, .. units.Covariates.Select(covariate => Standardised(covariate.Values))];
        return new(Matrix<double>.Build.DenseOfColumnArrays(columns), [.. units.Covariates.Select(covariate => covariate.Name)]);
    }

    /// <summary>The same with one more column, last and unscaled.</summary>
    public Design With(string name, IEnumerable<double> values) =>
        new(Columns.InsertColumn(Columns.ColumnCount, Vector<double>.Build.DenseOfEnumerable(values)), [.. names, name]);

    /// <summary>(X′WX)⁻¹ for one weight per row.</summary>
    /// <exception cref="UnusableSampleException">When a column repeats others among the rows that count; it is named.</exception>
    public Matrix<double> Inverse(Vector<double> weights)
    {
        var gram = Gram(weights);
        return Dependent(gram) is { } column
            ? throw new UnusableSampleException("covariate-repeats", ("covariate", names[Math.Max(0, column - 1)]))
            : gram.Inverse();
    }

    /// <summary>The same, or null when the weights leave too little to invert.</summary>
    public Matrix<double>? InverseOrNull(Vector<double> weights)
    {
        var gram = Gram(weights);
        return Dependent(gram) is null ? gram.Inverse() : null;
    }

    private Matrix<double> Gram(Vector<double> weights)
    {
        var weighted = Columns.Clone();
        for (var column = 0; column < weighted.ColumnCount; column++)
            weighted.SetColumn(column, weighted.Column(column).PointwiseMultiply(weights));
        return Columns.TransposeThisAndMultiply(weighted);
    }

    /// <summary>
    /// Cholesky's factor until a column turns out to be contained in the earlier ones: the position of that column, or null.
    /// </summary>
    private static int? Dependent(Matrix<double> gram)
    {
        var size = gram.RowCount;
        var factor = new double[size, size];
        for (var j = 0; j < size; j++)
        {
            for (var i = j; i < size; i++)
            {
                var rest = gram[i, j];
                for (var k = 0; k < j; k++)
                    rest -= factor[i, k] * factor[j, k];
                if (i == j && !(rest > Negligible * gram[j, j]))
                    return j;
                factor[i, j] = i == j ? Math.Sqrt(rest) : rest / factor[j, j];
            }
        }
        return null;
    }

    private static double[] Standardised(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var spread = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return [.. values.Select(value => (value - mean) / spread)];
    }
}
