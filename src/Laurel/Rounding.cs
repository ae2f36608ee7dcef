using System.Numerics;

namespace Laurel;

/// <summary>How a fraction becomes whole; a negative amount is the mirror of its positive.</summary>
public enum Rounding
{
    Down,
    Up,
    HalfUp,
    HalfEven,
}

/// <summary>Where a rule rounds: once over the basket, on each line, or on each single item.</summary>
public enum RoundingPlace
{
    Purchase,
    Line,
    Item,
}

/// <summary>An exact fraction; the denominator is positive.</summary>
public readonly record struct Ratio(long Top, long Bottom)
{
    public static readonly Ratio One = new(1, 1);

    /// <summary>The fraction a decimal number is, in lowest terms.</summary>
    public static Ratio Of(decimal number)
    {
        long bottom = 1;
        while (number != decimal.Truncate(number))
        {
            number *= 10;
            bottom *= 10;
        }
        return Of((long)number, bottom);
    }

    public static Ratio Of(long top, long bottom)
    {
        var divisor = Divisor(Math.Abs(top), bottom);
        return new(top / divisor, bottom / divisor);
    }

    public decimal ToDecimal() => (decimal)Top / Bottom;

    private static long Divisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a == 0 ? 1 : a;
    }
}

public static class Round
{
    /// <summary>As many decimals as rates have.</summary>
    private static readonly long[] Tens = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    /// <summary>So much can be multiplied by each of them.</summary>
    private const long MostCents = long.MaxValue / 1_000_000;

    /// <summary>The quotient made whole. The magnitude is rounded, then the sign is put back.</summary>
    public static T Divide<T>(T top, T bottom, Rounding rounding)
        where T : IBinaryInteger<T>
    {
        if (T.IsNegative(bottom))
            (top, bottom) = (-top, -bottom);
        var magnitude = T.Abs(top);
        var (whole, rest) = (magnitude / bottom, magnitude % bottom);
        var up = rounding switch
        {
            Rounding.Up => !T.IsZero(rest),
            Rounding.HalfUp => rest >= bottom - rest,
            Rounding.HalfEven => rest > bottom - rest || (rest == bottom - rest && T.IsOddInteger(whole)),
            _ => false,
        };
        whole = up ? whole + T.One : whole;
        return T.IsNegative(top) ? -whole : whole;
    }

    /// <summary>The decimal number made whole with halves away from zero, as money is rounded on receipts.</summary>
    public static long Money(decimal minor) => (long)decimal.Round(minor, 0, MidpointRounding.AwayFromZero);

    /// <summary>The same of what an amount is without a rate that it includes: 121 at 0.21 are 100.</summary>
    public static long Without(decimal rate, long amount)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(1 + rate, parts);
        var scale = (parts[3] >> 16) & 0xFF;
        if (parts[1] != 0 || parts[2] != 0 || parts[3] < 0 || scale >= Tens.Length || amount is < -MostCents or > MostCents)
            return Money(amount / (1 + rate));
        return Divide(amount * Tens[scale], unchecked((uint)parts[0]), Rounding.HalfUp);
    }

    /// <summary>
    /// Shares an amount in proportion to weights: each share is cut down, the last part with a weight gets the rest, so the
    /// shares always add up.
    /// </summary>
    public static long[] Share(long amount, IReadOnlyList<long> weights)
    {
        var shares = new long[weights.Count];
        Int128 total = 0;
        foreach (var weight in weights)
            total += weight;
        if (total == 0)
            return shares;
        long given = 0;
        var last = -1;
        for (var i = 0; i < shares.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            shares[i] = (long)Divide((Int128)amount * weights[i], total, Rounding.Down);
            given += shares[i];
            last = i;
        }
        shares[last] += amount - given;
        return shares;
    }
}
