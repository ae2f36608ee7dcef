namespace Laurel;

internal static class ReturnedFold
{
    public static Returned? Apply(PurchaseId purchase, Returned? before, Event happened)
    {
        var known = before ?? new Returned { Purchase = purchase };
        return happened switch
        {
            LinesReturned e => known with { Lines = [.. known.Lines, .. e.Lines], IsWhole = e.IsWhole },
            UnitsMoved { Movement: Movement.Expired } e => known with { Expired = Evolve.Add(known.Expired, e.Unit, Expired(purchase, e)) },
            UnitsMoved { Movement: Movement.TakenBack } e => TakenBack(known, e),
            Receipts.ReceiptClaimed e => known with { Claim = [e] },
            UnitsMoved { Cause: { } cause } e when cause == purchase => known with { Claim = [.. known.Claim, e] },
            Gatherings.ScoreMoved e => known with { Claim = [.. known.Claim, e] },
            Challenges.ChallengeMoved e => known with { Claim = [.. known.Claim, e] },
            UnitsMoved { Cause: not null } e => known with { Added = [.. known.Added, .. e.Parts.Select(p => new AddedPart(e.Unit, p))] },
            Restated e => Restated(known, e.Purchases.Single(p => p.Purchase == purchase)),
            UnitsMoved { Movement: Movement.GivenBack, Redemption: { } redemption } e =>
                known with { GivenBack = Evolve.Add(known.GivenBack, redemption.Value, e.Amount) },
            _ => before,
        };
    }

    private static Returned Restated(Returned known, RestatedPurchase now) =>
        known with { Tier = now.After, Earlier = now.Earlier ?? known.Earlier };

    private static long Expired(PurchaseId purchase, UnitsMoved e) => -e.Lots.Where(l => l.Purchase == purchase).Sum(l => l.Amount);

    private static Returned TakenBack(Returned known, UnitsMoved e)
    {
        var steps = e.Parts.Where(p => p.Counting == Counting.ForEveryFullSpent).Sum(p => p.Amount);
        var isTopUp = e.Parts is [var first, ..] && GiftCards.ToppingUp.Of(first.Rule) is not null;
        var taken = isTopUp ? 0 : -e.Entries.Where(x => x.Account != Account.Issued).Sum(x => x.Amount) + steps;
        return known with
        {
            TakenBack = Evolve.Add(known.TakenBack, e.Unit, taken),
            Expired = Evolve.Add(known.Expired, e.Unit, Sum(Account.Expired)),
            WrittenOff = Evolve.Add(known.WrittenOff, e.Unit, -Sum(Account.WrittenOff)),
        };

        long Sum(Account account) => e.Entries.Where(x => x.Account == account).Sum(x => x.Amount);
    }
}
