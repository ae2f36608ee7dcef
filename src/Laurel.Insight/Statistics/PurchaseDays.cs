namespace Laurel.Insight.Statistics;

/// <summary>Purchases in order of member and day, as the statistics walk through them: one member after the other.</summary>
internal sealed class PurchaseDays
{
    private readonly long[] keys;
    private readonly double[] amounts;

    /// <param name="purchases">In any order.</param>
    /// <param name="last">Purchases after this day are left out.</param>
    public PurchaseDays(ReadOnlySpan<DatedPurchase> purchases, DateOnly last)
    {
        var count = 0;
        (keys, amounts) = (new long[purchases.Length], new double[purchases.Length]);
        foreach (var (member, day, amount) in purchases)
        {
            if (day > last)
                continue;
            (keys[count], amounts[count]) = (((long)member << 32) | (uint)day.DayNumber, amount);
            count++;
        }
        Array.Resize(ref keys, count);
        Array.Resize(ref amounts, count);
        Array.Sort(keys, amounts);
    }

    public int Count => keys.Length;

    public int Member(int row) => (int)(keys[row] >> 32);

    /// <summary>The number of the day, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int Day(int row) => (int)(keys[row] & 0xFFFF_FFFF);

    public double Amount(int row) => amounts[row];

    /// <summary>The first row of the next member.</summary>
    public int NextMember(int row)
    {
        var member = keys[row] >> 32;
        while (row < keys.Length && keys[row] >> 32 == member)
            row++;
        return row;
    }
}
