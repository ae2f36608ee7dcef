namespace Laurel;

internal static class RedemptionFold
{
    public static Redemption? Apply(Redemption? before, Event happened) => (before, happened) switch
    {
        (_, RedemptionReserved e) => new Redemption
        {
            Id = e.Redemption,
            Member = e.Member,
            Reward = e.Reward,
            Quantity = e.Quantity,
            Unit = e.Unit,
            Amount = e.Amount,
            State = RedemptionState.Reserved,
            Until = e.Until,
            Purchase = e.Purchase,
            Location = e.Location,
            At = e.At,
            Uses = e.Uses,
        },
        (null, _) => null,
        (_, RedemptionCaptured e) => before with { State = RedemptionState.Captured, Amount = e.Amount, Until = null },
        (_, RedemptionReleased e) => before with { State = RedemptionState.Released, TimedOut = e.TimedOut },
        (_, RedemptionCancelled e) => before with { State = RedemptionState.Cancelled },
        (_, FulfilmentChanged e) => before with { Stage = e.Stage, Until = e.Until, Purchase = e.Purchase ?? before.Purchase },
        (_, UnitsMoved { Movement: Movement.Redeemed } e) => before with { Lots = e.Lots },
        (_, UnitsMoved { Movement: Movement.Earned } e) => before with { Gave = [.. before.Gave, new UnitsGiven(e.Member, e.Unit, e.Amount, -e.Owed)] },
        (_, UnitsMoved { Movement: Movement.GivenBack } e) => before with { Lots = Less(before.Lots, e.Amount) },
        _ => before,
    };

    /// <summary>Units come back to the lots in the order in which they were used.</summary>
    private static List<LotChange> Less(IReadOnlyList<LotChange> used, long amount)
    {
        var left = new List<LotChange>();
        foreach (var lot in used)
        {
            var part = Math.Min(-lot.Amount, amount);
            amount -= part;
            if (lot.Amount + part != 0)
                left.Add(lot with { Amount = lot.Amount + part });
        }
        return left;
    }
}
