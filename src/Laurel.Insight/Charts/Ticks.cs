namespace Laurel.Insight.Charts;

/// <summary>Round values for an axis.</summary>
internal static class Ticks
{
    private const int Wanted = 4;

    /// <summary>0 and round steps up to at least <paramref name="most"/>; 0 and 1 when there is nothing to show.</summary>
    internal static double[] UpTo(double most, bool whole = false)
    {
        if (!(most > 0))
            return [0, 1];
        var step = RoundUp(most / Wanted);
        if (whole)
            step = Math.Max(1, Math.Ceiling(step));
        var count = (int)Math.Ceiling(most / step - 1e-9);
        return [.. Enumerable.Range(0, count + 1).Select(i => Math.Round(i * step, 12))];
    }

    /// <summary>The same, with as many of the same steps below 0 as it takes to reach <paramref name="least"/>.</summary>
    internal static double[] Between(double least, double most, bool whole = false)
    {
        var above = UpTo(Math.Max(most, least < 0 ? -least / Wanted : 0), whole);
        if (!(least < 0))
            return above;
        var below = (int)Math.Ceiling(-least / above[1] - 1e-9);
        return [.. Enumerable.Range(1, below).Reverse().Select(i => Math.Round(-i * above[1], 12)), .. above];
    }

    /// <summary>The next 1, 2, 2.5 or 5 times a power of ten.</summary>
    private static double RoundUp(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        foreach (var nice in (ReadOnlySpan<double>)[1, 2, 2.5, 5])
        {
            if (value <= nice * power * (1 + 1e-9))
                return nice * power;
        }
        return 10 * power;
    }
}
