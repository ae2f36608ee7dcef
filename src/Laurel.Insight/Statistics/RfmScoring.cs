namespace Laurel.Insight.Statistics;

/// <summary>Recency, frequency and monetary value of one member on a fixed day.</summary>
/// <param name="RecencyDays">Days since the last purchase, 0 or more.</param>
/// <param name="Frequency">Purchases; returns are not purchases.</param>
/// <param name="Monetary">What was paid in total, returns taken off.</param>
public readonly record struct RfmValues(int Member, int RecencyDays, double Frequency, double Monetary);

/// <summary>Scores of 1 (worst fifth) to 5 (best fifth); for recency the best are the most recent.</summary>
public readonly record struct RfmScore(int Recency, int Frequency, int Monetary);

/// <summary>
/// The four values that part members into fifths, by rank, on a fixed day. Stored, so that scores change because members change and
/// not because the others did. Equal values always get equal scores.
/// </summary>
/// <param name="AsOf">The day on which the cuts were made.</param>
/// <param name="RecencyDays">Four cuts, smallest first; a member at a cut belongs to the group below it.</param>
/// <param name="Frequency">Four cuts, smallest first.</param>
/// <param name="Monetary">Four cuts, smallest first.</param>
public sealed record RfmCuts(
    DateOnly AsOf, IReadOnlyList<double> RecencyDays, IReadOnlyList<double> Frequency, IReadOnlyList<double> Monetary)
{
    /// <summary>The scores of a member by these cuts.</summary>
    public RfmScore Score(RfmValues values) => new(
        RfmScoring.Groups - Above(RecencyDays, values.RecencyDays),
        1 + Above(Frequency, values.Frequency),
        1 + Above(Monetary, values.Monetary));

    private static int Above(IReadOnlyList<double> cuts, double value)
    {
        var above = 0;
        for (var i = 0; i < cuts.Count; i++)
            above += value > cuts[i] ? 1 : 0;
        return above;
    }
}

/// <summary>Recency, frequency and monetary value: who bought lately, often and much.</summary>
/// <remarks>Hughes, Strategic Database Marketing (1994); fifths by rank with interpolated cuts.</remarks>
public static class RfmScoring
{
    /// <summary>Five groups a dimension.</summary>
    public const int Groups = 5;

    /// <summary>The values of every member with at least one purchase up to a day, in order of member number.</summary>
    /// <param name="purchases">In any order; each non-negative amount is a purchase, each negative one a return.</param>
    public static RfmValues[] Observe(ReadOnlySpan<DatedPurchase> purchases, DateOnly asOf)
    {
        var days = new PurchaseDays(purchases, asOf);
        var members = new List<RfmValues>();
        for (int start = 0, next; start < days.Count; start = next)
        {
            next = days.NextMember(start);
            var (last, count, paid) = (0, 0, 0.0);
            for (var row = start; row < next; row++)
            {
                paid += days.Amount(row);
                if (days.Amount(row) >= 0)
                    (last, count) = (days.Day(row), count + 1);
            }
            if (count > 0)
                members.Add(new RfmValues(days.Member(start), asOf.DayNumber - last, count, paid));
        }
        return [.. members];
    }

    /// <summary>Cuts members into fifths.</summary>
    /// <exception cref="ArgumentException">There are no members.</exception>
    public static RfmCuts Cut(IReadOnlyCollection<RfmValues> members, DateOnly asOf) => new(
        asOf,
        Cuts(members.Select(member => (double)member.RecencyDays)),
        Cuts(members.Select(member => member.Frequency)),
        Cuts(members.Select(member => member.Monetary)));

    /// <summary>Dimensions with fewer than five different values, in which some groups stay empty.</summary>
    public static IReadOnlyList<Caveat> Caveats(IReadOnlyCollection<RfmValues> members)
    {
        int[] distinct =
        [
            members.Select(member => member.RecencyDays).Distinct().Count(),
            members.Select(member => member.Frequency).Distinct().Count(),
            members.Select(member => member.Monetary).Distinct().Count(),
        ];
        return [.. distinct.Where(count => count < Groups).Select(count => new Caveat(CaveatKind.FewDistinctValues, count, Groups))];
    }

    private static double[] Cuts(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return [.. Enumerable.Range(1, Groups - 1).Select(group => Quantiles.Linear(sorted, (double)group / Groups))];
    }
}
