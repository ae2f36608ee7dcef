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
    /// <summary>Issues what has become full by an instant.</summary>
    public void Fill(DateTimeOffset at)
    {
        foreach (var reward in ledger.Rules.AtOnce)
        {
            while (Next(reward, at) is { } claim)
                Issue(claim, at);
        }
    }

    /// <summary>What a member brings along, without a price.</summary>
    public static void Open(Ledger ledger, Reward reward, int number, DateTimeOffset at)
    {
        var redemption = RedemptionId.Of($"{ledger.Member.Id}/{reward.Id}/opening-{number}");
        var claim = new Claim(reward, redemption, 1, Cost.Nothing, 0);
        Claims.Book(ledger, claim, at, []);
        ledger.Happen(Issued(ledger, claim, at));
    }

    /// <summary>None is issued: what is on the card, and what a full one needs.</summary>
    public static Refusal Missing(Ledger ledger, Reward reward, DateTimeOffset at)
    {
        var cost = reward.CostFor(Climbing.TierAt(ledger.Rules, ledger.Member, at), ledger.Rules.Levels);
        return Refusal.NotEnoughUnits(cost.Unit!, ledger.Available(cost.Unit!, at), cost.Amount);
    }

    private Claim? Next(Reward reward, DateTimeOffset at)
    {
        var cost = reward.CostFor(Climbing.TierAt(ledger.Rules, ledger.Member, at), ledger.Rules.Levels);
        if (ledger.Available(cost.Unit!, at) < cost.Amount)
            return null;
        var number = ledger.Member.Account(cost.Unit!).Number + 1;
        var claim = new Claim(reward, RedemptionId.Of($"{ledger.Member.Id}/{reward.Id}/{number}"), 1, cost, cost.Amount);
        return Claims.Refuse(ledger, claim, traits, at, occasion, used) is null
            ? claim with { Codes = claim.Vouchers(used) }
            : null;
    }

    private void Issue(Claim claim, DateTimeOffset at) => Hand(ledger, claim, at, occasion);

    /// <summary>Makes a reward the member's, to be used later.</summary>
    public static void Hand(Ledger ledger, Claim claim, DateTimeOffset at, Occasion occasion)
    {
        Claims.Use(ledger, claim, at, occasion, null);
        ledger.Happen(Issued(ledger, claim, at));
    }

    private static FulfilmentChanged Issued(Ledger ledger, Claim claim, DateTimeOffset at) => new()
    {
        At = at,
        Redemption = claim.Redemption,
        Member = ledger.Member.Id,
        Reward = claim.Reward.Id,
        Stage = Stage.Issued,
        Until = claim.Reward.Lasts is { } period ? ledger.Rules.Calendar.EndOf(period, at) : null,
    };
}
