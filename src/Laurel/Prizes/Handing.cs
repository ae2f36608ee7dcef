using Laurel.Challenges;
using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Rewards;
using Laurel.Stamps;

namespace Laurel.Prizes;

/// <summary>Hands out prizes of challenges, games and leaderboards, and takes them back.</summary>
internal sealed class Handing(Ledger ledger, Seen seen, DateTimeOffset at)
{
    private Rules Rules => ledger.Rules;

    /// <summary>Gives prizes as far as limits and stock allow; what is not given is not made up later.</summary>
    public IReadOnlyList<Gift> Give(string owner, string name, IReadOnlyList<Prize> prizes, IReadOnlyList<Limit> limits, bool isPending)
    {
        var occasion = ledger.Occasion(at);
        return [.. prizes.Select((prize, i) => prize.Unit is null
            ? Issue(prize, $"{ledger.Member.Id}/{owner}/{name}/{i + 1}/{at.ToUnixTimeSeconds()}", occasion)
            : Earn(owner, name, prize, limits, occasion, isPending))];
    }

    /// <summary>Gives a badge, where there is one and she does not have it for the same already.</summary>
    public void GiveBadge(string owner, string? badge)
    {
        if (badge is not null && !ledger.Member.Badges.Any(b => b.Badge == badge && b.By == owner))
            ledger.Happen(new BadgeChanged { At = at, Member = ledger.Member.Id, Badge = badge, By = owner });
    }

    public void TakeBadge(string owner, string badge) =>
        ledger.Happen(new BadgeChanged { At = at, Member = ledger.Member.Id, Badge = badge, By = owner, IsLost = true });

    /// <summary>Takes back what was given; a reward that is used is kept.</summary>
    public void TakeBack(string owner, Gift gift, ReturnId? by)
    {
        if (gift.Redemption is { } issued)
        {
            if (ledger.Member.Issued.Any(i => i.Redemption == issued) && seen.Redemption(issued) is { } redemption)
                GivingBack.Cancel(ledger, redemption, at);
            return;
        }
        if (gift.Amount == 0 || gift.Unit is null || Rules.Definition.Unit(gift.Unit) is not { } unit)
            return;
        TakingBack.Take(ledger, unit, at, gift.Amount, new Posted
        {
            Movement = Movement.TakenBack,
            Parts = [new Part { Rule = owner, Amount = -gift.Amount }],
            Uses = Counters.Freed(gift.Uses),
            Return = by,
        }, lot: gift.Lot, again: gift.Repaid ?? 0);
    }

    /// <summary>What limits leave of an amount.</summary>
    public long Allowed(string owner, string unit, long amount, IReadOnlyList<Limit> limits, Occasion occasion)
    {
        var allowed = new Consumption(seen, ledger).Allows(amount, Of(unit, owner, limits, occasion));
        return ledger.Fits(unit, allowed) ? allowed : 0;
    }

    /// <summary>The limits that count times, or this unit.</summary>
    private static IEnumerable<(Limit Limit, string Counter)> Of(string unit, string owner, IReadOnlyList<Limit> limits, Occasion occasion) =>
        limits.Named(owner, occasion).Where(l => l.Limit.IsTimes || l.Limit.Unit == unit);

    private Gift Earn(string owner, string name, Prize prize, IReadOnlyList<Limit> limits, Occasion occasion, bool isPending)
    {
        var unit = Rules.Definition.Unit(prize.Unit!)!;
        var amount = Allowed(owner, unit.Id, prize.Amount, limits, occasion);
        if (amount == 0)
            return new Gift { Unit = unit.Id };
        var gift = new Gift
        {
            Unit = unit.Id,
            Amount = amount,
            Repaid = ledger.Repaid(unit.Id, amount),
            Lot = $"{owner}/{name}/{ledger.Member.Account(unit.Id).Number + 1}",
            Uses = Of(unit.Id, owner, limits, occasion).Uses(amount),
        };
        ledger.Earn(unit, at, gift.Lot, new Posted
        {
            Movement = Movement.Earned,
            Parts = [new Part { Rule = owner, Amount = amount }],
            Uses = gift.Uses,
            IsPending = isPending,
        });
        return gift;
    }

    private Gift Issue(Prize prize, string name, Occasion occasion)
    {
        var reward = Rules.Definition.Reward(prize.Reward!)!;
        var wanted = new WantedReward(reward, RedemptionId.Of(name), 1, Cost.Nothing, 0);
        var used = new Consumption(seen, ledger);
        if (RewardObstacles.SoldOut(wanted, used) is not null)
            return new Gift { Reward = reward.Id };
        Cards.Hand(ledger, wanted with { Codes = wanted.Vouchers(used) }, occasion);
        return new Gift { Reward = reward.Id, Redemption = wanted.Redemption };
    }
}
