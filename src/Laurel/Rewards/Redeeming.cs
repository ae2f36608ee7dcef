using Laurel.Coalition;
using Laurel.Deciding;
using Laurel.Households;
using Laurel.Stamps;
using Laurel.Tiers;

namespace Laurel.Rewards;

/// <summary>A reward over the counter: reserved, then captured or released; a captured one can be cancelled.</summary>
internal static class Redeeming
{
    public static Decision Reserve(Rules rules, ReserveReward command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        if (rules.Definition.Reward(command.Reward) is not { } reward)
            return Refusal.UnknownReward(command.Reward);
        if (RewardObstacles.NotThere(rules.Definition, reward, command.Item) is { } notThere)
            return notThere;
        if (Partnering.Refuse(rules, member, command.Location, command.At) is { } notHere)
            return notHere;
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        var occasion = ledger.Occasion(command.At, command.Location);
        var used = new Consumption(seen, ledger);
        new Cards(ledger, used, command.Traits, occasion).Fill();
        if (reward.AtOnce || (command is { AtOnce: true, Quantity: > 0 } && ledger.Member.IssuedOf(reward.Id, command.At).Count() >= command.Quantity))
            return UseIssued(ledger, reward, command, seen);
        var cost = reward.CostFor(Climbing.TierAt(rules, ledger.Member, command.At), rules.Levels);
        var (wanted, refusal) = WantedReward.Of(reward, command.Redemption, cost, command.Quantity, cost.IsEach ? command.Units : null);
        if (wanted is null)
            return refusal!;
        if ((RewardObstacles.First(ledger, wanted, command.Traits, occasion, used) ?? wanted.RefuseBeside([])) is { } refused)
            return refused;
        ledger.Household = [.. Housing.Others(ledger, seen, command.At)];
        Housing.Return(ledger, seen, command.At);
        wanted = wanted with { Codes = wanted.Vouchers(used), Item = command.Item, Where = Coalition.Spending.At(rules.Definition, command.Location, command.UsesFirst) };
        if (RewardBooking.Hold(ledger, wanted, occasion, command.Until, null) is { } notEnough)
            return notEnough;
        if (!command.AtOnce)
            return Decision.Accept(ledger.Events);
        RewardBooking.Capture(ledger, wanted.Redemption, reward.Id, wanted.Units, command.At, null);
        return Hand(ledger, reward, wanted.Redemption, wanted.Times, command.At, seen) is { } tooLarge ? tooLarge : Decision.Accept(ledger.Events);
    }

    /// <summary>All that stands between a member and a reward, in the order of the refusals; empty when she can have it.</summary>
    public static IReadOnlyList<Refusal> Missing(Rules rules, ReserveReward command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return [Refusal.UnknownMember(command.Member.Value)];
        if (rules.Definition.Reward(command.Reward) is not { } reward)
            return [Refusal.UnknownReward(command.Reward)];
        var missing = new List<Refusal?> { RewardObstacles.NotThere(rules.Definition, reward, command.Item) };
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        var occasion = ledger.Occasion(command.At, command.Location);
        var used = new Consumption(seen, ledger);
        new Cards(ledger, used, command.Traits, occasion).Fill();
        if (reward.AtOnce)
            return [.. missing.Append(UseIssued(ledger, reward, command, seen).Refusal).OfType<Refusal>()];
        var cost = reward.CostFor(Climbing.TierAt(rules, ledger.Member, command.At), rules.Levels);
        var (wanted, refusal) = WantedReward.Of(reward, command.Redemption, cost, command.Quantity, cost.IsEach ? command.Units : null);
        ledger.Household = [.. Housing.Others(ledger, seen, command.At)];
        if (wanted is not null)
            missing.AddRange([.. RewardObstacles.All(ledger, wanted, command.Traits, occasion, used), RewardObstacles.Short(ledger, wanted, command.At)]);
        return [.. missing.Append(refusal).OfType<Refusal>()];
    }

    /// <summary>Over the counter, as many issued ones as are asked for.</summary>
    private static Decision UseIssued(Ledger ledger, Rewards.Reward reward, ReserveReward command, Seen seen)
    {
        if (!command.AtOnce)
            return Refusal.OnlyUsedAtOnce(reward.Id);
        if (command.Quantity <= 0)
            return Refusal.AmountNotPositive(command.Quantity);
        var mine = ledger.Member.IssuedOf(reward.Id, command.At).ToArray();
        if (mine.Length < command.Quantity)
            return Cards.Missing(ledger, reward, command.At);
        if (RewardObstacles.Unfit(reward, null) is { } unfit)
            return unfit;
        foreach (var issued in mine.Take((int)decimal.Ceiling(command.Quantity)))
        {
            ledger.Happen(Using.Use(issued, ledger.Member.Id, command.At, null));
            if (Bestowing.Give(ledger, reward, issued.Redemption, 1, command.At, seen, owner: ledger.Member.Id) is { } tooLarge)
                return tooLarge;
        }
        return Decision.Accept(ledger.Events);
    }

    public static Decision Capture(Program program, Rules rules, CaptureRedemption command, Seen seen)
    {
        if (seen.Redemption(command.Redemption) is not { } redemption)
            return Refusal.UnknownRedemption(command.Redemption.Value);
        var ledger = new Ledger(rules, seen.Member(redemption.Member)!);
        Due.Book(ledger, command.At);
        if (NotOpen(redemption, ledger) is { } closed)
            return closed;
        if (command.Units is <= 0)
            return Refusal.AmountNotPositive(command.Units.Value);
        var amount = command.Units ?? redemption.Amount;
        if (amount > redemption.Amount)
            return Refusal.MoreThanReserved(redemption.Unit ?? "", redemption.Amount);
        RewardBooking.Capture(ledger, redemption.Id, redemption.Reward, amount, command.At, redemption.Purchase);
        Housing.Return(ledger, seen, command.At);
        var times = redemption.Amount == 0 ? redemption.Quantity : decimal.Floor(redemption.Quantity * amount / redemption.Amount);
        return program.At(redemption.At)!.Definition.Reward(redemption.Reward) is { } reward
            && Hand(ledger, reward, redemption.Id, times, command.At, seen) is { } tooLarge
            ? tooLarge
            : Decision.Accept(ledger.Events);
    }

    /// <summary>What it gives, and the cards that are full by it.</summary>
    private static Refusal? Hand(Ledger ledger, Rewards.Reward reward, RedemptionId redemption, decimal times, DateTimeOffset at, Seen seen)
    {
        if (Bestowing.Give(ledger, reward, redemption, times, at, seen) is { } tooLarge)
            return tooLarge;
        if (reward.Gives is Rewards.Benefits.GivenUnits)
            Cards.Fill(ledger, seen, at);
        return null;
    }

    public static Decision Release(Rules rules, ReleaseRedemption command, Seen seen)
    {
        if (seen.Redemption(command.Redemption) is not { } redemption)
            return Refusal.UnknownRedemption(command.Redemption.Value);
        var ledger = new Ledger(rules, seen.Member(redemption.Member)!);
        Due.Book(ledger, command.At);
        if (NotOpen(redemption, ledger) is { } closed)
            return closed;
        ledger.Happen(new RedemptionReleased
        {
            At = command.At,
            Redemption = redemption.Id,
            Member = ledger.Member.Id,
            Reward = redemption.Reward,
            TimedOut = false,
            Uses = Counters.Freed(redemption.Uses),
        });
        ledger.Expire(command.At);
        Housing.Return(ledger, seen, command.At);
        return Decision.Accept(ledger.Events);
    }

    public static Decision Cancel(Rules rules, CancelRedemption command, Seen seen)
    {
        if (seen.Redemption(command.Redemption) is not { } redemption)
            return Refusal.UnknownRedemption(command.Redemption.Value);
        if (redemption.State == RedemptionState.Reserved)
            return Refusal.RedemptionOpen(redemption.Id.Value);
        if (redemption.State != RedemptionState.Captured)
            return Refusal.RedemptionClosed(redemption.Id.Value);
        var ledger = new Ledger(rules, seen.Member(redemption.Member)!);
        Due.Book(ledger, command.At);
        GivingBack.Cancel(ledger, redemption, command.At);
        Bestowing.TakeBack(ledger, redemption, command.At, seen);
        new GivingBack(ledger, redemption, seen).Give(redemption.Left, command.At, command.Reason);
        return Decision.Accept(ledger.Events);
    }

    private static Refusal? NotOpen(Redemption redemption, Ledger ledger) => redemption.State switch
    {
        _ when redemption.TimedOut => Refusal.RedemptionTimedOut(redemption.Id.Value),
        RedemptionState.Reserved when ledger.Member.Holds.All(h => h.Redemption != redemption.Id) =>
            Refusal.RedemptionTimedOut(redemption.Id.Value),
        RedemptionState.Reserved => null,
        _ => Refusal.RedemptionClosed(redemption.Id.Value),
    };
}
