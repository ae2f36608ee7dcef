namespace Laurel.Insight.Studies;

/// <summary>
/// The periods that enough donors share. A period that few donors were seen in costs less than the donors that miss it: as long as fewer
/// than half of the donors were seen in every period, the period that most of them miss is left out.
/// </summary>
internal static class CommonPeriods
{
    private const int FewestDonors = 3;
    private const int FewestPeriods = 3;

    /// <param name="own">Periods of the treated unit, in order.</param>
    /// <param name="donors">By donor the periods in which it was seen.</param>
    public static int[] Of(int[] own, IReadOnlyList<HashSet<int>> donors)
    {
        var often = donors.Where(seen => own.Count(seen.Contains) * 2 >= own.Length).ToList();
        var asked = often.Count >= FewestDonors ? often : donors;
        var enough = Math.Max(FewestDonors, (asked.Count + 1) / 2);
        var kept = own;
        while (kept.Length > FewestPeriods && asked.Count(seen => Array.TrueForAll(kept, seen.Contains)) < enough)
        {
            var worst = kept.MaxBy(period => asked.Count(seen => !seen.Contains(period)));
            if (asked.All(seen => seen.Contains(worst)))
                break;
            kept = [.. kept.Where(period => period != worst)];
        }
        return kept;
    }
}
