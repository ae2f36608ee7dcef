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
        SELECT coalesce((SELECT sum(date_diff('month', month, $until)) FROM m), 0)::DOUBLE, net::DOUBLE, cost::DOUBLE FROM sold
        """;

    public double Cost => RewardCost + RunningCost;

    /// <summary>Incremental margin less cost, with the interval of the margin; null where there is none.</summary>
    public (double Value, Interval Interval)? Result => Margin is { } margin
        ? (margin.Value - Cost, new Interval(margin.Interval.Low - Cost, margin.Interval.High - Cost))
        : null;

    /// <summary>Result over cost; null where nothing was spent or the margin is unknown.</summary>
    public (double Value, Interval Interval)? Return => Result is { } result && Cost > 0
        ? (result.Value / Cost, result.Interval.Times(1 / Cost))
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
        return new ProgramResult(share, months, margin, rewardCost, runningCost, joining?.Effects.Evidence);
    }
}
