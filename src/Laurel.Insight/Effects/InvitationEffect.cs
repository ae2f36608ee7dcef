using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;

namespace Laurel.Insight.Effects;

/// <summary>What was fixed before anybody was invited by chance.</summary>
/// <param name="Id">Salts the lottery: another experiment draws others.</param>
/// <param name="Share">Of known customers who have not joined, how many are invited; above 0 and under 1.</param>
/// <param name="From">The day of the invitation.</param>
/// <param name="Days">So many days from then on are compared.</param>
public sealed record InvitationPlan(string Id, double Share, DateOnly From, int Days = 90);

/// <summary>
/// What the program itself changes, where chance decided who was invited to join: spend of everybody invited against everybody who was not,
/// and from it the effect of joining on those who joined because of the invitation. What was withheld is the invitation.
/// </summary>
/// <param name="Lottery">The check of the arms' sizes; when it stops there is no effect.</param>
/// <param name="Invited">Customers known in the year before who had not joined.</param>
/// <param name="Effects">Major units of the currency a customer; rung B. Null when the lottery stopped it, or nobody was moved.</param>
/// <remarks>See <see cref="Encouragement"/>. Everybody drawn counts, whether the invitation reached her or not.</remarks>
public sealed record InvitationEffect(InvitationPlan Plan, SampleRatio Lottery, long Invited, long NotInvited, EncouragementEffects? Effects)
{
    internal const int YearBefore = 365;

    /// <summary>Everybody who was known and had not joined, whether chance invites her, and whether she joined within the days.</summary>
    internal const string Drawn = """
        WITH known AS (
            SELECT shopper AS who, any_value(customer) AS customer FROM purchases
            WHERE program = $program AND member IS NULL AND shopper IS NOT NULL AND day < $from AND day >= $from - $year
              AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = $program AND x.customer = purchases.customer)
            GROUP BY shopper
        ), drawn AS (
            SELECT k.customer, ('0x' || left(sha256(concat($id, '|', k.who)), 8))::BIGINT / 4294967296.0 < $share AS invited,
                   (j.day < $until)::INTEGER AS joined
            FROM known k LEFT JOIN joined($program, $as_of) j USING (customer)
            WHERE j.day IS NULL OR j.day >= $from
        )
        """;

    private const string Arms = Drawn + """
        , moved AS (
            SELECT customer, sum(net) AS net FROM (
                SELECT customer, net FROM bought($program, $until, $money) WHERE day >= $from
                UNION ALL SELECT customer, -net FROM brought_back($program, $until, $money) WHERE day >= $from
            ) GROUP BY customer
        ), units AS (
            SELECT d.invited, coalesce(d.joined, 0)::DOUBLE AS x, coalesce(m.net, 0)::DOUBLE AS y FROM drawn d LEFT JOIN moved m USING (customer)
        )
        SELECT invited, count(*), sum(x), sum(y), sum(x * x), sum(y * y), sum(x * y) FROM units GROUP BY invited
        """;

    /// <summary>Spend after returns of one who was not invited, in the days compared, major units.</summary>
    public double NotInvitedMean { get; init; }

    /// <summary>The smallest difference between invited and not invited that 80 of 100 such tests would see, as a share of that; null at no spend.</summary>
    public double? SmallestVisibleShare =>
        Effects is { } effects && NotInvitedMean > 0 ? InvitationPower.Errors * effects.OnTheInvited.StandardError / NotInvitedMean : null;

    /// <summary>Whether the lottery of an experiment invites a shopper: the same for ever, and the same in the facts.</summary>
    public static bool IsInvited(string id, ShopperId shopper, double share)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{id}|{shopper.Value}"));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / 4294967296.0 < share;
    }

    /// <summary>Null before two customers of each arm are known, or before the days are over.</summary>
    public static InvitationEffect? Of(FactsFile facts, string program, DateOnly asOf, InvitationPlan plan, Currency currency)
    {
        var until = plan.From.AddDays(plan.Days);
        if (until > asOf)
            return null;
        var (invited, others) = Read(facts, program, asOf, plan, until, currency);
        if (invited.N < 2 || others.N < 2)
            return null;
        var lottery = SampleRatio.Check([invited.N, others.N], [plan.Share, 1 - plan.Share]);
        var isMoved = invited.SumX * others.N != others.SumX * invited.N;
        return new(plan, lottery, invited.N, others.N, lottery.Stops || !isMoved ? null : Encouragement.Of(invited, others))
        {
            NotInvitedMean = others.Y.Mean.Mean,
        };
    }

    private static (PairedSummary Invited, PairedSummary Others) Read(
        FactsFile facts, string program, DateOnly asOf, InvitationPlan plan, DateOnly until, Currency currency)
    {
        var (invited, others, scale) = (default(PairedSummary), default(PairedSummary), (double)currency.Scale);
        using var reader = facts.Select(Arms, ("program", program), ("as_of", asOf), ("from", plan.From), ("until", until), ("year", YearBefore),
            ("id", plan.Id), ("share", plan.Share), ("money", currency.Code));
        while (reader.Read())
        {
            var sums = new PairedSummary(reader.GetInt64(1), reader.GetDouble(2), reader.GetDouble(3) / scale, reader.GetDouble(4),
                reader.GetDouble(5) / scale / scale, reader.GetDouble(6) / scale);
            (invited, others) = reader.GetBoolean(0) ? (sums, others) : (invited, sums);
        }
        return (invited, others);
    }
}
