using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;

namespace Laurel.Insight.Effects;

/// <summary>
/// How different joiners already were before anybody could join: spend of known customers in the days before the first enrolment, who
/// joined later beside who never did. A comparison (rung E); it says how much of today's difference is who joins.
/// </summary>
/// <param name="Days">Length of the stretch before the first enrolment.</param>
/// <param name="Difference">Joiners over others, less one.</param>
public sealed record BeforeJoining(int Days, RelativeLift Difference)
{
    private const int MostDays = 90;
    private const int FewestDays = 28;
    private const int FewestCustomers = 30;

    private const string Sums = """
        WITH e AS (SELECT customer, day FROM joined($program, $as_of)),
        spent AS (
            SELECT b.customer, sum(b.net)::DOUBLE AS net FROM bought($program, $as_of, $money) b
            WHERE b.customer IS NOT NULL AND b.day >= $from AND b.day < $launch GROUP BY b.customer
        )
        SELECT e.customer IS NOT NULL, count(*), sum(net), sum(net * net) FROM spent LEFT JOIN e USING (customer) GROUP BY 1
        """;

    /// <summary>Null without at least four weeks of purchases before the first enrolment and 30 customers on either side.</summary>
    public static BeforeJoining? Of(FactsFile facts, string program, DateOnly since, DateOnly asOf, Currency currency)
    {
        if (Launch(facts, program, asOf) is not { } launch || launch.DayNumber - since.DayNumber < FewestDays)
            return null;
        var days = Math.Min(MostDays, launch.DayNumber - since.DayNumber);
        using var reader = facts.Select(Sums,
            ("program", program), ("as_of", asOf), ("money", currency.Code), ("from", launch.AddDays(-days)), ("launch", launch));
        var (joiners, others) = (default(ArmSummary), default(ArmSummary));
        while (reader.Read())
        {
            var sums = new ArmSummary(reader.GetInt64(1), reader.GetDouble(2), reader.GetDouble(3));
            (joiners, others) = reader.GetBoolean(0) ? (sums, others) : (joiners, sums);
        }
        return joiners.N < FewestCustomers || others.N < FewestCustomers || others.Sum <= 0
            ? null
            : new BeforeJoining(days, RelativeLift.Of(joiners.Mean, others.Mean));
    }

    private static DateOnly? Launch(FactsFile facts, string program, DateOnly asOf)
    {
        using var reader = facts.Select("SELECT min(day) FROM joined($program, $as_of)", ("program", program), ("as_of", asOf));
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetDateOnly(0) : null;
    }
}
