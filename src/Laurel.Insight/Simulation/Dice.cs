namespace Laurel.Insight.Simulation;

/// <summary>
/// A stream of chance that is the same for a seed on every machine: whole-number generator, and logarithm and exponential of our
/// own, because those of the platform may differ in the last digit.
/// </summary>
/// <remarks>xoshiro256** of Blackman and Vigna (2018), its state filled by splitmix64 (Steele, Lea and Flood 2014).</remarks>
internal struct Dice
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong a, b, c, d;
    private double spare;
    private bool hasSpare;

    private Dice(ulong seed)
    {
        unchecked
        {
            a = Mix(seed + Golden);
            b = Mix(seed + 2 * Golden);
            c = Mix(seed + 3 * Golden);
            d = Mix(seed + 4 * Golden);
        }
    }

    /// <summary>A stream of its own for every use and thing, so that more of one never moves another.</summary>
    public static Dice For(ulong seed, DrawnFor use, long thing, long part = 0) => new(Hash(seed, use, thing, part));

    /// <summary>Sixty-four bits that belong to a use and a thing; for one seed, use and part no two things share them.</summary>
    public static ulong Hash(ulong seed, DrawnFor use, long thing, long part = 0)
    {
        unchecked
        {
            var salt = Mix(seed ^ Mix((ulong)use * Golden + (ulong)part));
            return Mix((ulong)thing * Golden + salt);
        }
    }

    public ulong Next()
    {
        unchecked
        {
            var result = ulong.RotateLeft(b * 5, 7) * 9;
            var t = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t;
            d = ulong.RotateLeft(d, 45);
            return result;
        }
    }

    /// <summary>In [0, 1), every multiple of 2⁻⁵³ alike.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>A whole number in [0, n).</summary>
    public int Below(int n) => (int)Math.BigMul(Next(), (ulong)n, out _);

    /// <summary>A whole number in [from, to].</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    /// <summary>Waiting time of mean 1.</summary>
    public double Exponential() => -Portable.Log(1 - Unit());

    /// <summary>Standard normal, by the polar method of Marsaglia.</summary>
    public double Normal()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }
        double x, y, square;
        do
        {
            x = 2 * Unit() - 1;
            y = 2 * Unit() - 1;
            square = x * x + y * y;
        }
        while (square is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Portable.Log(square) / square);
        spare = y * scale;
        hasSpare = true;
        return x * scale;
    }

    /// <summary>A count of events, by multiplying uniforms.</summary>
    public int Poisson(double mean)
    {
        var count = 0;
        for (; mean > 100; mean -= 100)
            count += Few(100);
        return count + Few(mean);
    }

    /// <summary>The index of one of the weights, in proportion to them.</summary>
    public int Pick(ReadOnlySpan<double> weights)
    {
        double total = 0;
        foreach (var weight in weights)
            total += weight;
        var left = Unit() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }
        return weights.Length - 1;
    }

    private int Few(double mean)
    {
        var limit = Portable.Exp(-mean);
        var count = 0;
        for (var product = Unit(); product > limit; product *= Unit())
            count++;
        return count;
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

/// <summary>What a stream of chance is for.</summary>
internal enum DrawnFor
{
    Household = 1,
    Person,
    Arm,
    Visits,
    Visit,
    Basket,
    Taste,
    Favourite,
    PassersBy,
    Tourist,
    MemberName,
    ShopperName,
    Card,
    Habit,
    JoinAtHome,
    Return,
    Channel,
    Care,
}
