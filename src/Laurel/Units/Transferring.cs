using Laurel.Deciding;
using Laurel.Earning;

namespace Laurel.Units;

/// <summary>Units go from one member to another, lot by lot, with their dates.</summary>
internal static class Transferring
{
    private const string Rule = "transfer";

    /// <summary>Under which name the limits of a unit's transfers are counted.</summary>
    public static string Owner(UnitRule unit) => "transfer:" + unit.Id;

    public static Decision Decide(Rules rules, TransferUnits transfer, Seen seen)
    {
        if (seen.Member(transfer.Member) is not { } giver)
            return Refusal.UnknownMember(transfer.Member.Value);
        if (seen.Member(transfer.To) is not { } taker)
            return Refusal.UnknownMember(transfer.To.Value);
        if (taker.Id == giver.Id)
            return Refusal.SameMember(transfer.To.Value);
        if (rules.Definition.Unit(transfer.Unit) is not { } unit)
            return Refusal.UnknownUnit(transfer.Unit);
        if (transfer.Amount <= 0)
            return Refusal.AmountNotPositive(transfer.Amount);
        if (unit.Transfers == Transfers.No)
            return Refusal.NotTransferable(unit.Id);
        var (from, to) = (new Ledger(rules, giver), new Ledger(rules, taker));
        Due.Book(from, transfer.At);
        Due.Book(to, transfer.At);
        return Give(transfer, unit, from, to, seen);
    }

    private static Decision Give(TransferUnits transfer, UnitRule unit, Ledger from, Ledger to, Seen seen)
    {
        var have = from.Available(unit.Id, transfer.At);
        var amount = transfer.UpTo ? Math.Clamp(have, 0, transfer.Amount) : transfer.Amount;
        var occasion = new Occasion(transfer.At, from.Rules.Calendar.Day(transfer.At), null, transfer.Member.Value, from.Member.Household?.Value);
        var limits = unit.TransferLimits.Named(Owner(unit), occasion).ToArray();
        var used = new Consumption(seen, from);
        foreach (var (limit, counter) in limits)
        {
            if (used[counter] + (limit.IsTimes ? 1 : (Int128)amount) > limit.Amount)
                return Refusal.TransferLimitReached(unit.Id, limit.Scope.ToString().ToLowerInvariant(), limit.Amount, used[counter]);
        }
        if (amount > have && Beyond(unit, from, transfer.At) is { } most && amount > most)
            return Refusal.NotEnoughUnits(unit.Id, most, amount);
        if (!from.Fits(unit.Id, -amount) || !to.Fits(unit.Id, amount))
            return Refusal.AmountTooLarge();
        if (amount > 0)
            Move(transfer, unit, amount, from, to, limits.Uses(amount));
        return Decision.Accept([.. from.Events, .. to.Events]);
    }

    /// <summary>How much a member may give, with what she may owe; null is without end.</summary>
    private static long? Beyond(UnitRule unit, Ledger from, DateTimeOffset at)
    {
        var have = from.Available(unit.Id, at);
        if (unit.Transfers != Transfers.IntoArrears)
            return have;
        // What is there goes first, and what is owed already is in it.
        return unit.OwedAtMost is { } most ? (long)Int128.Clamp((Int128)have + most, have, long.MaxValue) : null;
    }

    private static void Move(TransferUnits transfer, UnitRule unit, long amount, Ledger from, Ledger to, IReadOnlyList<Use> uses)
    {
        var posted = new Posted { Movement = Movement.Transferred, Parts = [] };
        var lots = from.Take(unit.Id, transfer.At, amount);
        from.Move(unit.Id, transfer.At, -amount, Account.Transferred, posted with
        {
            Parts = [Part(transfer, -amount)],
            Lots = lots,
            Owed = amount + lots.Sum(l => l.Amount),
            Uses = uses,
            Other = transfer.To,
        });
        var got = Got(transfer, unit, amount, lots, to);
        to.Move(unit.Id, transfer.At, amount, Account.Transferred, posted with
        {
            Parts = [Part(transfer, amount)],
            Lots = got,
            Owed = got.Sum(l => l.Amount) - amount,
            Other = transfer.Member,
        });
    }

    private static Part Part(TransferUnits transfer, long amount) =>
        new() { Rule = transfer.Reason.Length == 0 ? Rule : transfer.Reason, Amount = amount };

    /// <summary>What is owed is repaid first; what the giver owes begins a lot of its own.</summary>
    private static List<LotChange> Got(TransferUnits transfer, UnitRule unit, long amount, IReadOnlyList<LotChange> lots, Ledger to)
    {
        var got = lots.Select(l => l with { Lot = Named(l.Lot, transfer), Amount = -l.Amount }).ToList();
        if (amount + lots.Sum(l => l.Amount) is > 0 and var rest)
            got.Add(New(transfer, unit, rest, to));
        var repaid = Math.Min(to.Member.Account(unit.Id).Owed, amount);
        for (var i = 0; i < got.Count; i++)
        {
            var part = Math.Min(repaid, got[i].Amount);
            repaid -= part;
            got[i] = got[i] with { Amount = got[i].Amount - part };
        }
        return [.. got.Where(l => l.Amount > 0)];
    }

    private static LotChange New(TransferUnits transfer, UnitRule unit, long amount, Ledger to) => new()
    {
        Lot = "transferred-" + transfer.Id.Value,
        Amount = amount,
        Earned = transfer.At,
        Active = transfer.At,
        Expires = to.Expires(unit, transfer.At),
    };

    /// <summary>A lot is called L1@ada away from home, and L1 when it comes home.</summary>
    private static string Named(string lot, TransferUnits transfer)
    {
        var at = lot.LastIndexOf('@');
        return at < 0 ? $"{lot}@{transfer.Member}" : lot[(at + 1)..] == transfer.To.Value ? lot[..at] : lot;
    }
}
