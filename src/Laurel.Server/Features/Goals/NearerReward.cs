using Laurel.Insight.Effects;
using Laurel.Rewards;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Goals;

/// <summary>
/// The first reward for a quarter less: how many more members would have collected enough within sixty days, and what it would have cost,
/// by running the real history again under the changed definition.
/// </summary>
public sealed record NearerReward(string Reward, string Unit, long Cost, long NewCost, FirstReward Now, FirstReward Then)
{
    public const int Days = 60;
    private const double Far = 0.5;
    private const int Kept = 3;
    private const int Of = 4;

    /// <summary>Below half of the members the first reward is too far.</summary>
    public bool IsWorthwhile => Now.Share is { } share && share < Far && NewCost < Cost;

    /// <summary>Null where no reward has a price.</summary>
    internal static async Task<NearerReward?> FindAsync(ProgramInView program, TimeProvider clock, CancellationToken stop)
    {
        if (Cheapest(program.Rules!.Definition) is not { } reward)
            return null;
        var (unit, cost) = (reward.Costs.Unit!, reward.Costs.Amount);
        var fewer = cost * Kept / Of;
        return await Measured.AskAsync(program, $"first-reward/{reward.Id}", (facts, today) => new NearerReward(reward.Id, unit, cost, fewer,
            FirstReward.Of(facts, program.Id, today, unit, cost, Days), FirstReward.Of(facts, program.Id, today, unit, fewer, Days)), clock, stop);
    }

    /// <summary>
    /// How many more units members would hold today, in the unit's smallest part: rewards they took would have cost them less. Takes as
    /// long as a replay of everything.
    /// </summary>
    internal Task<long> ExtraUnitsAsync(ProgramInView program, CancellationToken stop) => Rerun.ExtraUnitsAsync(program, Unit, definition =>
    {
        var words = ((string)definition["rewards"]![Reward]!["costs"]!).Split(' ');
        words[0] = program.Rules!.Definition.Unit(Unit)!.ToDecimal(NewCost).ToString(System.Globalization.CultureInfo.InvariantCulture);
        definition["rewards"]![Reward]!["costs"] = string.Join(' ', words);
    }, stop);

    internal static Reward? Cheapest(Definition definition) => definition.Rewards
        .Where(r => r.Costs is { Unit: not null, Amount: > 0, IsEach: false } && r.For.Count == 0).MinBy(r => r.Costs.Amount);
}
