using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Rewards;
using Laurel.Tiers;

namespace Laurel.Stamps;

/// <summary>
/// Cards of stamps: as soon as a member has what a reward with <c>issue: at once</c> costs, the units are used and the reward is
/// hers, as often as they suffice; what is over begins the next card. What cannot be had now stays on the card.
/// </summary>
internal sealed class Cards(Ledger ledger, Consumption used, Traits traits, Occasion occasion)
{
    /// <summary>Issues what has become full by an instant, where no purchase has filled it.</summary>
    public static void Fill(Ledger ledger, Seen seen, DateTimeOffset at) =>
        new Cards(ledger, new Consumption(seen, ledger), Traits.None, ledger.Occasion(at)).Fill();

    /// <summary>Issues what has become full.</summary>
    public void Fill()
    {
        foreach (var reward in ledger.Rules.AtOnce)
        {
            while (Next(reward) is { } wanted)
                Hand(ledger, wanted, occasion);
        }
    }

    /// <summary>What a member brings along, without a price.</summary>
    public static void Open(Ledger ledger, Reward reward, int number, DateTimeOffset at)
    {
        var redemption = RedemptionId.Of($"{ledger.Member.Id}/{reward.Id}/opening-{number}");
        var wanted = new WantedReward(reward, redemption, 1, Cost.Nothing, 0);
        RewardBooking.Book(ledger, wanted, at, []);
        ledger.Happen(Issued(ledger, wanted, at));
    }

    /// <summary>None is issued: what is on the card, and what a full one needs.</summary>
    public static Refusal Missing(Ledger ledger, Reward reward, DateTimeOffset at)
    {
        var cost = reward.CostFor(Climbing.TierAt(ledger.Rules, ledger.Member, at), ledger.Rules.Levels);
        return Refusal.NotEnoughUnits(cost.Unit!, ledger.Available(cost.Unit!, at), cost.Amount);
    }

    private WantedReward? Next(Reward reward)
    {
        var cost = reward.CostFor(Climbing.TierAt(ledger.Rules, ledger.Member, occasion.At), ledger.Rules.Levels);
        if (ledger.Available(cost.Unit!, occasion.At) < cost.Amount)
            return null;
        var number = ledger.Member.Account(cost.Unit!).Number + 1;
        var wanted = new WantedReward(reward, RedemptionId.Of($"{ledger.Member.Id}/{reward.Id}/{number}"), 1, cost, cost.Amount);
        return RewardObstacles.First(ledger, wanted, traits, occasion, used) is null
            ? wanted with { Codes = wanted.Vouchers(used) }
            : null;
    }

    /// <summary>Makes a reward the member's, to be used later.</summary>
    public static void Hand(Ledger ledger, WantedReward wanted, Occasion occasion)
    {
        RewardBooking.Use(ledger, wanted, occasion, null);
        ledger.Happen(Issued(ledger, wanted, occasion.At));
    }

    private static FulfilmentChanged Issued(Ledger ledger, WantedReward wanted, DateTimeOffset at) => new()
    {
        At = at,
        Redemption = wanted.Redemption,
        Member = ledger.Member.Id,
        Reward = wanted.Reward.Id,
        Stage = Stage.Issued,
        Until = wanted.Reward.Lasts is { } period ? ledger.Rules.Calendar.EndOf(period, at) : null,
    };
}
