using Laurel.Insight.Facts;
using Laurel.Insight.Statistics;

namespace Laurel.Insight.Forecasts;

/// <summary>Reads what is owed from the facts.</summary>
public static class OwedReader
{
    private const int FewestPeriods = 2;

    private const string Lots = """
        WITH moved AS (
            SELECT date_trunc('month', earned)::DATE AS month, kind, amount, day,
                   kind = 'redeemed' OR (kind = 'given-back' AND redemption_like) AS used
            FROM (
                SELECT l.*, m.redemption IS NOT NULL AS redemption_like
                FROM lots l JOIN movements m ON m.program = l.program AND m.seq = l.seq AND m.member = l.member AND m.unit = l.unit
                    AND m.number = l.number
                WHERE l.program = $program AND l.unit = $unit AND l.day < $as_of
            )
        )
        SELECT month, sum(CASE WHEN used OR kind = 'expired' THEN 0 ELSE amount END)::BIGINT AS issued,
               -sum(CASE WHEN used THEN amount ELSE 0 END)::BIGINT AS redeemed,
               -sum(CASE WHEN kind = 'expired' THEN amount ELSE 0 END)::BIGINT AS expired, sum(amount)::BIGINT AS outstanding
        FROM moved GROUP BY month ORDER BY month
        """;

    private const string Ages = """
        SELECT date_trunc('month', l.earned)::DATE AS month, greatest(0, date_diff('month', l.earned, l.day))::INTEGER AS age,
               -sum(l.amount)::BIGINT AS redeemed
        FROM lots l JOIN movements m ON m.program = l.program AND m.seq = l.seq AND m.member = l.member AND m.unit = l.unit
            AND m.number = l.number
        WHERE l.program = $program AND l.unit = $unit AND l.day < $as_of
          AND (l.kind = 'redeemed' OR (l.kind = 'given-back' AND m.redemption IS NOT NULL))
        GROUP BY ALL
        """;

    private const string Balances = """
        SELECT coalesce(sum(amount), 0)::BIGINT AS balance, count(*) FILTER (amount > 0) AS holders FROM (
            SELECT member, sum(amount) AS amount FROM movements WHERE program = $program AND unit = $unit AND day < $as_of GROUP BY member
        )
        """;

    /// <summary>Everything booked before the as-of day.</summary>
    public static UnitsOwed Read(FactsFile facts, string program, string unit, DateOnly asOf)
    {
        (string, object?)[] about = [("program", program), ("unit", unit), ("as_of", asOf)];
        var ages = ReadAges(facts, about);
        var cohorts = new List<OwedCohort>();
        using (var reader = facts.Select(Lots, about))
        {
            while (reader.Read())
            {
                var month = reader.GetDateOnly(0);
                cohorts.Add(new OwedCohort(month, reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4),
                    ToDate(month, asOf, ages)));
            }
        }
        var (balance, holders) = ReadBalances(facts, about);
        return new UnitsOwed
        {
            Unit = unit,
            AsOf = asOf,
            Cohorts = cohorts,
            Arrears = cohorts.Sum(c => c.Outstanding) - balance,
            Holders = holders,
            Rate = RateOf(cohorts),
        };
    }

    private static Dictionary<(DateOnly Month, int Age), long> ReadAges(FactsFile facts, (string, object?)[] about)
    {
        using var reader = facts.Select(Ages, about);
        var ages = new Dictionary<(DateOnly, int), long>();
        while (reader.Read())
            ages[(reader.GetDateOnly(0), reader.GetInt32(1))] = reader.GetInt64(2);
        return ages;
    }

    private static (long Balance, long Holders) ReadBalances(FactsFile facts, (string, object?)[] about)
    {
        using var reader = facts.Select(Balances, about);
        return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1)) : (0, 0);
    }

    /// <summary>Running sums over the months that were finished before the as-of day.</summary>
    private static List<long> ToDate(DateOnly month, DateOnly asOf, Dictionary<(DateOnly Month, int Age), long> ages)
    {
        var sums = new List<long>();
        for (var (age, sum) = (0, 0L); month.AddMonths(age + 1) <= asOf; age++)
            sums.Add(sum += ages.GetValueOrDefault((month, age)));
        return sums;
    }

    /// <summary>From the cohorts that issued something and whose first month is over; a triangle needs every month in between.</summary>
    internal static RedemptionRate? RateOf(IReadOnlyList<OwedCohort> cohorts)
    {
        var known = cohorts.TakeWhile(c => c is { Issued: > 0, RedeemedByAge.Count: > 0 }).ToList();
        var isGapless = known.Zip(known.Skip(1)).All(p => p.First.Month.AddMonths(1) == p.Second.Month);
        if (known.Count < FewestPeriods || !isGapless || known.All(c => c.RedeemedByAge[^1] == 0))
            return null;
        var rate = RedemptionRate.Estimate(
            [.. known.Select(c => new IssuedCohort(c.Issued, [.. c.RedeemedByAge.Select(r => (double)Math.Clamp(r, 0, c.Issued))]))], 1);
        return HasErrors(rate) ? rate : null;
    }

    /// <summary>Where next to nothing was redeemed at some age, the ladder has no error: then the rate is not known yet.</summary>
    private static bool HasErrors(RedemptionRate rate) => double.IsFinite(rate.Rate) && double.IsFinite(rate.Low) && double.IsFinite(rate.High)
        && rate.Cohorts.All(c => double.IsFinite(c.Rate) && double.IsFinite(c.StandardError));
}
