namespace Laurel.Engine;

/// <summary>
/// What must never happen, looked for before anything is written. A broken one is a bug of ours: it stops the writer rather than
/// enter the ledger.
/// </summary>
internal static class Invariants
{
    /// <summary>What an event says by itself.</summary>
    public static void Check(Event happened, Place place)
    {
        if (happened is Coalition.MoneyMoved money && money.Entries.Aggregate((Int128)0, (sum, entry) => sum + entry.Micros) != 0)
            throw new InvariantBrokenException("The entries of a posting in money do not sum to zero", place.ToString());
        if (happened is not UnitsMoved e)
            return;
        Int128 entries = 0, members = 0, parts = 0, lots = 0;
        for (var i = 0; i < e.Entries.Count; i++)
        {
            entries += e.Entries[i].Amount;
            members += e.Entries[i].Account == Account.Members ? e.Entries[i].Amount : 0;
        }
        for (var i = 0; i < e.Parts.Count; i++)
            parts += e.Parts[i].Amount;
        for (var i = 0; i < e.Lots.Count; i++)
            lots += e.Lots[i].Amount;
        Require(entries == 0, "The entries of a posting do not sum to zero", e, place);
        Require(members == e.Amount, "The members' entries are not the amount of the posting", e, place);
        Require((Int128)e.Before + e.Amount == e.After, "The balance after is not the one before and the amount", e, place);
        Require(parts == e.Amount, "The parts of the explanation do not sum to the amount", e, place);
        Require(lots - e.Owed == e.Amount, "Lots and arrears do not move by the amount", e, place);
    }

    /// <summary>What an event does to a document.</summary>
    public static void Check(Event happened, Document? before, Document? after, Place place)
    {
        if (happened is not UnitsMoved e || (before ?? after) is not (null or Member))
            return;
        if (before is null && after is null)
            Require(false, "Units moved for a member who has not joined", e, place);
        if (before is Member was && after is Member member && member.Id == e.Member)
            Check(e, was, member, place);
    }

    /// <summary>What is stored of a document is bounded.</summary>
    public static void Check(Key key, byte[] body, Place place)
    {
        if (body.Length > Document.LargestBytes)
            throw new InvariantBrokenException($"{key} takes {body.Length} bytes, more than {Document.LargestBytes}", place.ToString());
    }

    /// <summary>What a member's document says by itself: the balance is lots less arrears, and neither is negative.</summary>
    public static void Check(Member member, string where)
    {
        if (Problem(member) is { } problem)
            throw new InvariantBrokenException(problem, where);
    }

    private static string? Problem(Member member)
    {
        foreach (var account in member.Accounts)
        {
            Int128 lots = 0;
            foreach (var lot in member.Lots)
                lots += lot.Unit == account.Unit ? lot.Left : 0;
            if (lots - account.Owed != account.Booked)
                return $"The balance in {account.Unit} is not its lots less its arrears";
            if (account.Owed < 0)
                return $"The arrears in {account.Unit} are negative";
        }
        foreach (var lot in member.Lots)
        {
            if (lot.Left < 0)
                return $"Lot {lot.Id} of {lot.Unit} is negative";
        }
        return null;
    }

    private static void Check(UnitsMoved e, Member before, Member after, Place place)
    {
        var (was, now) = (before.Account(e.Unit), after.Account(e.Unit));
        Require(was.Booked == e.Before, "The balance before is not the one booked", e, place);
        Require(now.Booked == e.After, "The balance after is not the one booked", e, place);
        Require(e.Number == was.Number + 1, "The postings of a member are not numbered without gap", e, place);
        if (Problem(after) is { } problem)
            Require(false, problem, e, place);
        if (e.Movement == Movement.Redeemed || e is { Movement: Movement.Adjusted, Amount: < 0 })
            CheckExpiry(e, before, place);
    }

    /// <summary>No lot is used at or after its expiry, unless a reservation held it.</summary>
    private static void CheckExpiry(UnitsMoved e, Member before, Place place)
    {
        foreach (var use in e.Lots)
        {
            var isHeld = before.Holds.Any(h => h.Redemption == e.Redemption && h.Lots.Any(l => l.Lot == use.Lot));
            if (use.Amount < 0 && use.Expires <= e.At && !isHeld)
                Require(false, $"Lot {use.Lot} was used after it expired", e, place);
        }
    }

    private static void Require(bool holds, string what, UnitsMoved e, Place place)
    {
        if (!holds)
            throw new InvariantBrokenException(what, Where(e, place));
    }

    private static string Where(UnitsMoved e, Place place) => $"{place}, member {e.Member}, unit {e.Unit}, posting {e.Number}";
}
