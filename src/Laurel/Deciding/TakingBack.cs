using Laurel.Units;

namespace Laurel.Deciding;

/// <summary>
/// Takes back what a purchase earned: its own open lots first, then its expired part (by reversing the expiry), then by the
/// unit's policy for what was spent.
/// </summary>
internal static class TakingBack
{
    public static void Take(Ledger ledger, UnitRule unit, DateTimeOffset at, long amount, Posted posted, long expired = 0, string? lot = null)
    {
        var own = Own(ledger, l => l.Unit == unit.Id && IsOwn(l, posted.Purchase, lot), amount, at);
        var left = amount - Sum(own);
        var reversed = Math.Min(left, expired);
        left -= reversed;
        var others = unit.Returns == SpentOnReturn.OnlyPending ? [] : Others(ledger, unit.Id, own, left, at);
        left -= Sum(others);
        var owed = unit.Returns == SpentOnReturn.Arrears ? left : 0;
        var writtenOff = left - owed;
        var taken = amount - reversed - writtenOff;
        ledger.Move(unit.Id, at, -taken, Entries(amount, taken, reversed, writtenOff), posted with
        {
            Movement = Movement.TakenBack,
            Parts = Parts(posted.Parts, reversed, writtenOff),
            Lots = [.. own, .. others],
            Owed = owed,
        });
    }

    private static long Sum(IReadOnlyList<LotChange> lots) => -lots.Sum(l => l.Amount);

    private static Entry[] Entries(long amount, long taken, long reversed, long writtenOff)
    {
        Entry[] all =
        [
            new(Account.Members, -taken), new(Account.Issued, amount), new(Account.Expired, -reversed), new(Account.WrittenOff, -writtenOff),
        ];
        return [.. all.Where(e => e.Amount != 0)];
    }

    private static Part[] Parts(IReadOnlyList<Part> parts, long reversed, long writtenOff)
    {
        Part[] more = [new() { Rule = "expired-before", Amount = reversed }, new() { Rule = "written-off", Amount = writtenOff }];
        return [.. parts, .. more.Where(p => p.Amount != 0)];
    }

    /// <summary>A lot of the purchase, or the one that is named.</summary>
    private static bool IsOwn(Lot lot, PurchaseId? purchase, string? named) => (purchase is not null && lot.Purchase == purchase) || lot.Id == named;

    private static List<LotChange> Own(Ledger ledger, Func<Lot, bool> isOwn, long amount, DateTimeOffset at)
    {
        var own = new List<LotChange>();
        foreach (var lot in ledger.Member.Lots.Where(isOwn))
        {
            var part = Math.Min(amount, lot.Left - ledger.Member.Held(lot, at));
            amount -= part;
            if (part > 0)
                own.Add(LotChange.Of(lot, -part));
        }
        return own;
    }

    private static List<LotChange> Others(Ledger ledger, string unit, IReadOnlyList<LotChange> own, long amount, DateTimeOffset at)
    {
        var names = own.Select(l => l.Lot).ToHashSet();
        var others = new List<LotChange>();
        foreach (var lot in ledger.Take(unit, at, long.MaxValue, alsoPending: true).Where(l => !names.Contains(l.Lot)))
        {
            var part = Math.Min(amount, -lot.Amount);
            amount -= part;
            if (part > 0)
                others.Add(lot with { Amount = -part });
        }
        return others;
    }
}
