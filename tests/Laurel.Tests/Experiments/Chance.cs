namespace Laurel.Tests.Experiments;

/// <summary>A seeded source of standard normal values (Marsaglia's polar method).</summary>
internal sealed class Chance(int seed)
{
    private readonly Random random = new(seed);
    private double? spare;

    public double Uniform() => random.NextDouble();

    public bool Coin(double probability = 0.5) => random.NextDouble() < probability;

    public double Normal()
    {
        if (spare is { } kept)
        {
            spare = null;
            return kept;
        }
        double x, y, square;
        do
            (x, y, square) = Draw();
        while (square >= 1 || square == 0);
        var factor = Math.Sqrt(-2 * Math.Log(square) / square);
        spare = y * factor;
        return x * factor;
    }

    private (double X, double Y, double Square) Draw()
    {
        var (x, y) = (2 * random.NextDouble() - 1, 2 * random.NextDouble() - 1);
        return (x, y, x * x + y * y);
    }
}
