namespace Laurel.Merges;

/// <summary>
/// Lots go from one account into another and keep their dates. A lot is called bob/L1 in another's account, where it knows whose it is,
/// and L1 again when it comes home.
/// </summary>
internal static class Carrying
{
    /// <summary>Why it moved: it went home.</summary>
    public const string Home = "home";

    /// <summary>So much of these lots, and what is owed with them.</summary>
    public static void Move(
        Ledger from, Ledger to, string unit, DateTimeOffset at, string why, IReadOnlyList<(Lot Lot, long Amount)> lots, long owed = 0)
    {
        if (lots.Count == 0 && owed == 0)
            return;
        var amount = lots.Sum(l => l.Amount) - owed;
        var posted = new Posted { Movement = Movement.Transferred, Parts = [] };
        from.Move(unit, at, -amount, Account.Transferred, posted with
        {
            Parts = [new Part { Rule = why, Amount = -amount }],
            Lots = [.. lots.Select(l => LotChange.Of(l.Lot, -l.Amount))],
            Owed = -owed,
            Other = to.Member.Id,
        });
        to.Move(unit, at, amount, Account.Transferred, posted with
        {
            Parts = [new Part { Rule = why, Amount = amount }],
            Lots = [.. lots.Select(l => Moved(LotChange.Of(l.Lot, l.Amount), from.Member.Id, to.Member))],
            Owed = owed,
            Other = from.Member.Id,
        });
    }

    /// <summary>A lot as it is called in another's account.</summary>
    public static LotChange Away(LotChange lot, MemberId owner) => lot with { Lot = Away(lot.Lot, owner), Owner = owner };

    /// <summary>What it is called there.</summary>
    public static string Away(string lot, MemberId owner) => $"{owner}/{lot}";

    private static LotChange Moved(LotChange lot, MemberId from, Member to)
    {
        if (lot.Owner is null)
            return Away(lot, from);
        var home = lot.Owner + "/";
        var isHome = lot.Owner == to.Id;
        return lot with
        {
            Lot = isHome && lot.Lot.StartsWith(home, StringComparison.Ordinal) ? lot.Lot[home.Length..] : lot.Lot,
            Owner = isHome ? null : lot.Owner,
        };
    }
}
