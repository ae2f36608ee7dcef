namespace Laurel.Deciding;

/// <summary>Whether a basket can be counted: its figures within range, its lines told apart, its prices payable.</summary>
internal static class Countable
{
    private const decimal LargestQuantity = 1_000_000_000;
    private const decimal Millionths = 1_000_000;

    public static Refusal? Refuse(Purchase purchase)
    {
        decimal sum = 0;
        foreach (var line in purchase.Lines)
        {
            if (!IsInRange(line))
                return Refusal.LineOutOfRange(line.Number);
            if (!IsPayable(line))
                return Refusal.PriceNotPayable(line.Number, purchase.Currency);
            sum += Sum(line);
            if (sum > Amounts.Largest)
                return Refusal.AmountTooLarge();
        }
        if (purchase.Lines.GroupBy(l => l.Number).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return Refusal.LineTwice(twice.Key);
        return purchase.Payments.Sum(p => Math.Abs((decimal)p.Amount)) > Amounts.Largest ? Refusal.AmountTooLarge() : null;
    }

    /// <summary>All that could be added up of a line, without sign.</summary>
    private static decimal Sum(Line line) =>
        Math.Abs(line.UnitPrice * line.Quantity) + Math.Abs((line.UnitCost ?? 0) * line.Quantity)
        + Math.Abs((decimal)line.Discount) + Math.Abs((decimal)(line.Tax ?? 0));

    private static bool IsInRange(Line line) =>
        Math.Abs(line.Quantity) <= LargestQuantity && line.Quantity * Millionths == decimal.Truncate(line.Quantity * Millionths)
        && IsAmount(line.UnitPrice) && IsAmount(line.UnitCost ?? 0) && IsAmount(line.Discount) && IsAmount(line.Tax ?? 0)
        && line.TaxRate is not (< 0 or > 10);

    private static bool IsAmount(decimal minor) => Math.Abs(minor) <= Amounts.Largest;

    /// <summary>
    /// Whole pieces must come to an amount that can be paid, but for what a price per piece was itself rounded; weighed goods are
    /// rounded.
    /// </summary>
    private static bool IsPayable(Line line)
    {
        if (line.Quantity != decimal.Truncate(line.Quantity))
            return true;
        var price = line.UnitPrice * line.Quantity;
        return Math.Abs(price - decimal.Round(price)) <= Math.Abs(line.Quantity) / 1000;
    }
}
