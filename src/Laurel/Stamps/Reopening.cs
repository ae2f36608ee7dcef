using Laurel.Rewards;
using Laurel.Units;

namespace Laurel.Stamps;

/// <summary>
/// A return that takes more stamps than are left on the card opens the card before it again: a reward that was issued for them
/// and is not used yet is revoked, the newest first. What was used follows the unit's policy for returns.
/// </summary>
internal sealed class Reopening(Ledger ledger, Seen seen, DateTimeOffset at)
{
    public void Make(UnitRule unit, long amount, PurchaseId purchase, ReturnId by)
    {
        foreach (var issued in ledger.Member.Issued.Reverse().Where(i => !i.IsOver(at)).ToArray())
        {
            if (Takeable(unit, purchase) >= amount)
                return;
            if (seen.Redemption(issued.Redemption) is { } redemption && redemption.Unit == unit.Id && Matters(unit, redemption, purchase))
                Revoke(redemption, purchase, by);
        }
    }

    /// <summary>What a return can take without the policy for what was spent.</summary>
    private long Takeable(UnitRule unit, PurchaseId purchase) => ledger.Member.Lots
        .Where(l => l.Unit == unit.Id && !l.IsExpired(at) && (unit.Returns != SpentOnReturn.OnlyPending || l.Purchase == purchase))
        .Sum(l => l.Left - ledger.Member.Held(l, at));

    /// <summary>Where only the purchase's own units are taken, those of others need not come back.</summary>
    private static bool Matters(UnitRule unit, Redemption redemption, PurchaseId purchase) =>
        unit.Returns != SpentOnReturn.OnlyPending || redemption.Lots.Any(l => l.Purchase == purchase);

    private void Revoke(Redemption redemption, PurchaseId purchase, ReturnId by)
    {
        GivingBack.Cancel(ledger, redemption, at);
        new GivingBack(ledger, redemption, seen).Give(redemption.Left, at, redemption.Reward, purchase, by);
    }
}
