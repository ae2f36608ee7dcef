namespace Laurel.Insight.Simulation;

/// <summary>Where and at what time of a day people buy.</summary>
internal sealed class Whereabouts(IReadOnlyList<ShopLocation> locations)
{
    private const double HomeShare = 0.78;
    private const double SpreadMinutes = 55;
    private static readonly double[] ShopPeaks = [8.4 * 60, 12.5 * 60, 15.6 * 60, 17.8 * 60];
    private static readonly double[] OnlinePeaks = [9.5 * 60, 12.7 * 60, 17.0 * 60, 20.8 * 60];
    private static readonly double[][] PeakWeights =
    [
        [0.42, 0.27, 0.11, 0.20],
        [0.20, 0.26, 0.34, 0.20],
        [0.27, 0.29, 0.24, 0.20],
    ];

    private static readonly double[] OnlineWeights = [0.15, 0.20, 0.20, 0.45];
    private readonly double[] shares = [.. locations.Select(l => l.Share)];

    public ShopLocation Online { get; } = locations.Single(l => l.IsOnline);

    public IReadOnlyList<ShopLocation> Shops { get; } = [.. locations.Where(l => !l.IsOnline)];

    public ShopLocation Choose(int home, DateOnly day, ref Dice dice)
    {
        var goesHome = dice.Chance(HomeShare);
        var location = locations[goesHome ? home : dice.Pick(shares)];
        return Season.ShopsClosed(day) ? Online : location;
    }

    /// <summary>A second of the local day within opening hours; outside of them nobody waits for a peak.</summary>
    public static int Second(ShopLocation location, Rhythm rhythm, DateOnly day, ref Dice dice)
    {
        var isSunday = day.DayOfWeek == DayOfWeek.Sunday;
        var opens = 60 * (isSunday ? location.SundayOpens : location.Opens);
        var closes = 60 * (isSunday ? location.SundayCloses : location.Closes);
        var peaks = location.IsOnline ? OnlinePeaks : ShopPeaks;
        var peak = peaks[dice.Pick(location.IsOnline ? OnlineWeights : PeakWeights[(int)rhythm])];
        var second = (int)(60 * (peak + SpreadMinutes * dice.Normal()));
        return second >= opens && second < closes ? second : dice.Between(opens, closes - 1);
    }
}
