namespace Laurel.Insight.Statistics;

/// <summary>The little linear algebra that a handful of parameters needs.</summary>
internal static class SmallMatrix
{
    public static double[,] Identity(int size)
    {
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
            matrix[i, i] = 1;
        return matrix;
    }

    public static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    public static double[] Times(double[,] matrix, double[] vector)
    {
        var product = new double[vector.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            for (var j = 0; j < vector.Length; j++)
                product[i] += matrix[i, j] * vector[j];
        }
        return product;
    }

    /// <summary>The inverse of a symmetric positive definite matrix by Cholesky's method; null when it is not one.</summary>
    public static double[,]? Inverse(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        if (Cholesky(matrix) is not { } lower)
            return null;
        var inverse = new double[n, n];
        for (var column = 0; column < n; column++)
        {
            for (var i = 0; i < n; i++)
            {
                var sum = i == column ? 1.0 : 0;
                for (var k = 0; k < i; k++)
                    sum -= lower[i, k] * inverse[k, column];
                inverse[i, column] = sum / lower[i, i];
            }
            for (var i = n - 1; i >= 0; i--)
            {
                var sum = inverse[i, column];
                for (var k = i + 1; k < n; k++)
                    sum -= lower[k, i] * inverse[k, column];
                inverse[i, column] = sum / lower[i, i];
            }
        }
        return inverse;
    }

    private static double[,]? Cholesky(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var lower = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                    sum -= lower[i, k] * lower[j, k];
                if (i == j && !(sum > 0))
                    return null;
                lower[i, j] = i == j ? Math.Sqrt(sum) : sum / lower[j, j];
            }
        }
        return lower;
    }
}
