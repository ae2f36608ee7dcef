namespace Laurel.Deciding;

/// <summary>A reward over the counter: reserved, then captured or released; a captured one can be cancelled.</summary>
internal static class Redeeming
{
    public static Decision Reserve(Rules rules, ReserveReward command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        if (rules.Definition.Reward(command.Reward) is not { } reward)
            return Refusal.UnknownReward(command.Reward);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        var claim = new Claim(reward, command.Redemption, command.Quantity, command.Units);
        if (Claims.Refuse(rules, ledger.Member, claim, command.Traits, command.At, command.Location, Used(ledger, seen)) is { } refusal)
            return refusal;
        var cost = claim.Cost(rules, ledger.Member, command.At);
        if (cost.IsEach && command.Units is null)
            return Refusal.ChooseUnits(reward.Id);
        if (cost.IsEach && command.Units <= 0)
            return Refusal.AmountNotPositive(command.Units.Value);
        claim = claim with { Units = cost.IsEach ? command.Units : cost.For(command.Quantity) };
        if (Claims.Hold(ledger, claim, command.At, command.Location, command.Until, null) is { } notEnough)
            return notEnough;
        if (command.AtOnce)
            Claims.Capture(ledger, claim.Redemption, reward.Id, claim.Units ?? 0, command.At, null);
        return Decision.Accept(ledger.Events);
    }

    public static Decision Capture(Rules rules, CaptureRedemption command, Seen seen)
    {
        if (seen.Redemption(command.Redemption) is not { } redemption)
            return Refusal.UnknownRedemption(command.Redemption.Value);
        var ledger = new Ledger(rules, seen.Member(redemption.Member)!);
        Due.Book(ledger, command.At);
        if (NotOpen(redemption, ledger) is { } closed)
            return closed;
        var amount = command.Units ?? redemption.Amount;
        if (amount < 0)
            return Refusal.AmountNotPositive(amount);
        if (amount > redemption.Amount)
            return Refusal.MoreThanReserved(redemption.Amount);
        Claims.Capture(ledger, redemption.Id, redemption.Reward, amount, command.At, redemption.Purchase);
        return Decision.Accept(ledger.Events);
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
            Member = redemption.Member,
            Reward = redemption.Reward,
            TimedOut = false,
            Uses = Freed(redemption),
        });
        ledger.Expire(command.At);
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
        var amount = -redemption.Lots.Sum(l => l.Amount);
        ledger.Happen(new RedemptionCancelled
        {
            At = command.At,
            Redemption = redemption.Id,
            Member = redemption.Member,
            Reward = redemption.Reward,
            Amount = amount,
            Uses = Freed(redemption),
        });
        if (amount > 0)
            GivingBack.Give(ledger, redemption, amount, command.At, command.Reason, null);
        return Decision.Accept(ledger.Events);
    }

    private static Refusal? NotOpen(Redemption redemption, Ledger ledger) => redemption.State switch
    {
        _ when redemption.TimedOut => Refusal.RedemptionTimedOut(redemption.Id.Value),
        RedemptionState.Reserved when ledger.Member.Holds.All(h => h.Redemption != redemption.Id) => Refusal.RedemptionTimedOut(redemption.Id.Value),
        RedemptionState.Reserved => null,
        _ => Refusal.RedemptionClosed(redemption.Id.Value),
    };

    private static Use[] Freed(Redemption redemption) => [.. redemption.Uses.Select(u => u with { Amount = -u.Amount })];

    private static Func<string, long> Used(Ledger ledger, Seen seen) =>
        counter => Counters.IsShared(counter) ? seen.Tally(counter) : ledger.Member.Used(counter);
}
