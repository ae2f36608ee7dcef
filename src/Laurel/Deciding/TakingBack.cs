using Laurel.Units;

namespace Laurel.Deciding;

/// <summary>
/// Takes back what a purchase earned: its own open lots first, then its expired part (by reversing the expiry, as far as it was not
/// reinstated), then by the unit's policy for what was spent. What had repaid arrears is owed again, whatever the policy: nobody is rid of what she owes by
/// buying something and bringing it back.
/// </summary>
internal static class TakingBack
{
    public static void Take(Ledger ledger, UnitRule unit, DateTimeOffset at, long amount, Posted posted, long expired = 0, string? lot = null, long again = 0)
    {
        expired += lot is null ? 0 : EndedLots.Of(ledger.Member, unit.Id, lot);
        var isOwed = unit.Returns == SpentOnReturn.Arrears;
        // Where what is missing is owed anyway, other lots go first.
        var first = isOwed ? 0 : again;
        var own = Own(ledger, l => l.Unit == unit.Id && IsOwn(l, posted.Purchase, lot), amount - first, at);
        var left = amount - first - Sum(own);
        var reversed = Math.Min(left, expired - Reinstated(ledger.Member.Account(unit.Id), expired));
        left -= reversed;
        var others = unit.Returns == SpentOnReturn.OnlyPending ? [] : Others(ledger, unit.Id, own, left, at);
        left -= Sum(others);
        var owed = isOwed ? Owed(ledger, unit, left, again) : 0;
        var writtenOff = left - owed;
        owed += first;
        var taken = amount - reversed - writtenOff;
        ledger.Move(unit.Id, at, -taken, Entries(amount, taken, reversed, writtenOff), posted with
        {
            Movement = Movement.TakenBack,
            Parts = Parts(posted.Parts, reversed, writtenOff),
            Lots = [.. own, .. others],
            Owed = owed,
        });
    }

    /// <summary>As much of what is missing as a member may owe; what had repaid arrears is owed again even beyond it.</summary>
    private static long Owed(Ledger ledger, UnitRule unit, long left, long again) => unit.OwedAtMost is { } most
        ? (long)Int128.Min(left, Int128.Max(0, (Int128)most - ledger.Member.Account(unit.Id).Owed) + again)
        : left;

    /// <summary>What of an amount that is taken back had repaid arrears, and is owed again: the last of it.</summary>
    /// <param name="earned">All that was earned, and what of it repaid arrears.</param>
    /// <param name="before">What was taken back of it before.</param>
    /// <param name="amount">What is taken back now.</param>
    public static long OwedAgain((long All, long Repaid) earned, long before, long amount)
    {
        return Math.Min(amount, Beyond(before + amount) - Beyond(before));

        long Beyond(long taken) => Math.Clamp(taken - (earned.All - earned.Repaid), 0, earned.Repaid);
    }

    /// <summary>What comes off an account that a purchase had loaded: of what it put there first, then of other lots in order of use.</summary>
    public static IReadOnlyList<LotChange> Off(Ledger ledger, string unit, DateTimeOffset at, long amount, PurchaseId loaded)
    {
        var own = Own(ledger, l => l.Unit == unit && l.Id == loaded.Value && !l.IsExpired(at), amount, at);
        return [.. own, .. Others(ledger, unit, own, amount - Sum(own), at)];
    }

    /// <summary>What of a purchase's expired part is there again: what her account has expired no longer, for staff brought it back.</summary>
    private static long Reinstated(UnitAccount account, long expired) => Math.Clamp(expired - account.Expired, 0, Math.Min(expired, account.Reinstated));

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
