using Laurel.Insight.Facts;

namespace Laurel.Insight.Effects;

/// <summary>What customers spent after returns since the invitation went out, added up week by week, for those invited and those not.</summary>
/// <param name="Invited">Major units per customer up to the end of each week; the first is week 1.</param>
/// <param name="NotInvited">The same of the others.</param>
public sealed record InvitationCourse(IReadOnlyList<double> Invited, IReadOnlyList<double> NotInvited)
{
    private const int DaysOfWeek = 7;

    private const string Weeks = InvitationEffect.Drawn + """
        , moved AS (
            SELECT customer, day, net FROM bought($program, $until, $money) WHERE day >= $from
            UNION ALL SELECT customer, day, -net FROM brought_back($program, $until, $money) WHERE day >= $from
        ), sizes AS (SELECT invited, count(*)::DOUBLE AS n FROM drawn GROUP BY invited)
        SELECT d.invited, (date_diff('day', $from, m.day) // 7)::INTEGER AS week, sum(m.net)::DOUBLE / any_value(s.n)
        FROM drawn d JOIN moved m USING (customer) JOIN sizes s ON s.invited = d.invited GROUP BY d.invited, week
        """;

    /// <summary>Only weeks that are over; empty before the first is.</summary>
    public static InvitationCourse Of(FactsFile facts, string program, DateOnly asOf, InvitationPlan plan, Currency currency)
    {
        var end = plan.From.AddDays(plan.Days);
        var weeks = Math.Max(0, ((end < asOf ? end : asOf).DayNumber - plan.From.DayNumber) / DaysOfWeek);
        var (invited, others) = (new double[weeks], new double[weeks]);
        using var reader = facts.Select(Weeks, ("program", program), ("as_of", asOf), ("from", plan.From), ("money", currency.Code),
            ("until", plan.From.AddDays(weeks * DaysOfWeek)), ("year", InvitationEffect.YearBefore), ("id", plan.Id), ("share", plan.Share));
        while (reader.Read())
            (reader.GetBoolean(0) ? invited : others)[reader.GetInt32(1)] = reader.GetDouble(2) / currency.Scale;
        return new(AddedUp(invited), AddedUp(others));
    }

    private static double[] AddedUp(double[] weeks)
    {
        for (var week = 1; week < weeks.Length; week++)
            weeks[week] += weeks[week - 1];
        return weeks;
    }
}
