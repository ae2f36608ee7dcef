using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;

namespace Laurel.Insight.Effects;

/// <summary>
/// What the program brings less what it costs, since it began. The benefit is the margin of what would not have been sold without it,
/// never members' revenue; money in major units.
/// </summary>
/// <param name="MarginShare">Margin over revenue of members' lines whose cost is known; null where none is.</param>
/// <param name="MemberMonths">Finished months of membership.</param>
/// <param name="Margin">Incremental margin with its interval; null without a margin or an effect on spend.</param>
/// <param name="RewardCost">Units redeemed × what a unit buys: rewards at what members would have paid for them.</param>
/// <param name="RunningCost">What it cost to run, as told.</param>
/// <param name="Evidence">Of the effect on spend.</param>
public sealed record ProgramResult(
    double? MarginShare, double MemberMonths, Estimate? Margin, double RewardCost, double RunningCost, Evidence? Evidence)
{
    private const string Sums = """
        WITH m AS (SELECT customer, start_of('month', day) AS month FROM joined($program, $until)),
        sold AS (
            SELECT sum(net) FILTER (cost IS NOT NULL) AS net, sum(cost) AS cost
            FROM bought_lines($program, $until, $money) WHERE as_member
        )
        SELECT coalesce((SELECT sum(date_diff('month', month, $until)) FROM m), 0)::DOUBLE, net::DOUBLE, cost::DOUBLE,
               coalesce((SELECT sum(fee - refund) FROM memberships WHERE program = $program AND day < $until), 0)::DOUBLE,
               coalesce((SELECT -sum(micros) FROM money WHERE program = $program AND day < $until AND purpose = 'issued' AND account LIKE 'partner:%'), 0)::DOUBLE,
               coalesce((SELECT -sum(micros) FROM money WHERE program = $program AND day < $until AND purpose = 'funded' AND account LIKE 'partner:%'), 0)::DOUBLE
        FROM sold
        """;

    /// <summary>What members paid for memberships, less what they got back of it.</summary>
    public double Fees { get; init; }

    /// <summary>What partners owe for units they gave to members.</summary>
    public double PartnerUnits { get; init; }

    /// <summary>What partners and suppliers pay of what was given away.</summary>
    public double Funding { get; init; }

    public double Income => Fees + PartnerUnits + Funding;

    public double Cost => RewardCost + RunningCost;

    /// <summary>Incremental margin and income less cost, with the interval of the margin; null where there is none.</summary>
    /// <remarks>Discounts are not taken off again: the effect is on spend after them.</remarks>
    public (double Value, Interval Interval)? Result => Above(Income - Cost);

    /// <summary>Incremental margin less cost, over cost; null where nothing was spent or the margin is unknown.</summary>
    public (double Value, Interval Interval)? Return => Above(-Cost) is { } left && Cost > 0
        ? (left.Value / Cost, left.Interval.Times(1 / Cost))
        : null;

    private (double Value, Interval Interval)? Above(double more) => Margin is { } margin
        ? (margin.Value + more, new Interval(margin.Interval.Low + more, margin.Interval.High + more))
        : null;

    /// <summary>False below rung C: then it is shown as not established, whatever it comes to.</summary>
    public bool IsEstablished => Evidence?.IsEstablished() == true;

    /// <param name="joining">The effect of joining on spend per customer and month; null where it is not known.</param>
    /// <param name="rewardCost">Major units.</param>
    /// <param name="runningCost">Major units, since the program began.</param>
    public static ProgramResult Of(
        FactsFile facts, string program, DateOnly asOf, JoiningEffect? joining, double rewardCost, double runningCost, Currency currency)
    {
        var until = new DateOnly(asOf.Year, asOf.Month, 1);
        using var reader = facts.Select(Sums, ("program", program), ("until", until), ("money", currency.Code));
        reader.Read();
        var months = reader.GetDouble(0);
        double? share = reader.IsDBNull(1) || reader.IsDBNull(2) || reader.GetDouble(1) <= 0
            ? null
            : 1 - reader.GetDouble(2) / reader.GetDouble(1);
        var margin = joining is null || share is null ? null : joining.Effects.ByGroup.Overall.Times(share.Value * months);
        var scale = (double)currency.Scale;
        return new ProgramResult(share, months, margin, rewardCost, runningCost, joining?.Effects.Evidence)
        {
            Fees = reader.GetDouble(3) / scale,
            PartnerUnits = reader.GetDouble(4) / Coalition.MoneyEntry.PerCoin / scale,
            Funding = reader.GetDouble(5) / Coalition.MoneyEntry.PerCoin / scale,
        };
    }
}
