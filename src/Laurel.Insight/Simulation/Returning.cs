namespace Laurel.Insight.Simulation;

/// <summary>Decides at the purchase what of it will come back: packed goods, half of the time one piece, else all of them.</summary>
internal sealed class Returning(double share)
{
    // Of all purchases, the share that holds packed goods at all; a test holds the two together.
    private const double ReturnableShare = 0.45;
    private const double MeanDays = 6;
    private const int MostDays = 28;

    private static readonly HashSet<string> Returnable = [.. Assortment.All.Where(a => a.IsReturnable).Select(a => a.Sku)];

    public (int AfterDays, Later Later)? Decide(Purchase purchase, ShopLocation location, int? member, ref Dice dice)
    {
        var packed = purchase.Lines.Where(line => Returnable.Contains(line.Sku)).ToList();
        if (packed.Count == 0 || !dice.Chance(share / ReturnableShare))
            return null;
        var days = 1 + (int)Math.Min(MostDays - 1, MeanDays * dice.Exponential());
        IReadOnlyList<Line> lines = dice.Chance(0.5) ? packed : [Piece(packed[dice.Below(packed.Count)])];
        var amount = lines.Sum(BasketFiller.AmountOf);
        var isWhole = lines.Count == purchase.Lines.Count && lines.SequenceEqual(purchase.Lines);
        IReadOnlyList<LineBack> back = isWhole ? [] : [.. lines.Select(l => new LineBack { Line = l.Number, Quantity = l.Quantity })];
        return (days, new Later(0, purchase.Id, back, location, member, amount / 100));
    }

    private static Line Piece(Line line) => line with { Quantity = 1 };
}
