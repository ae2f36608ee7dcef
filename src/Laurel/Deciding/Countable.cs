namespace Laurel.Deciding;

/// <summary>Whether a basket can be counted: its figures within range, its lines told apart, its prices payable.</summary>
internal static class Countable
{
    private const decimal LargestQuantity = 1_000_000_000;
    private const decimal Millionths = 1_000_000;

    public static Refusal? Refuse(Purchase purchase)
    {
        decimal sum = 0;
        for (var i = 0; i < purchase.Lines.Count; i++)
        {
            var line = purchase.Lines[i];
            if (!IsInRange(line))
                return Refusal.LineOutOfRange(line.Number);
            if (!IsPayable(line))
                return Refusal.PriceNotPayable(line.Number, purchase.Currency);
            sum += Sum(line);
            if (sum > Amounts.Largest)
                return Refusal.AmountTooLarge();
        }
        if (Twice(purchase.Lines) is { } number)
            return Refusal.LineTwice(number);
        sum = 0;
        foreach (var payment in purchase.Payments)
            sum += Math.Abs((decimal)payment.Amount);
        return sum > Amounts.Largest ? Refusal.AmountTooLarge() : null;
    }

    /// <summary>The number that two lines have. Lines that are numbered upwards, as nearly always, have none.</summary>
    private static int? Twice(IReadOnlyList<Line> lines)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Number <= lines[i - 1].Number)
                return lines.GroupBy(l => l.Number).FirstOrDefault(g => g.Count() > 1)?.Key;
        }
        return null;
    }

    /// <summary>All that could be added up of a line, without sign.</summary>
    private static decimal Sum(Line line) =>
        (Math.Abs(line.UnitPrice) + Math.Abs(line.UnitCost ?? 0)) * Math.Abs(line.Quantity) + Math.Abs(line.Discount) + Math.Abs(line.Tax ?? 0);

    private static bool IsInRange(Line line) =>
        Math.Abs(line.Quantity) <= LargestQuantity && IsInMillionths(line.Quantity)
        && IsAmount(line.UnitPrice) && IsAmount(line.UnitCost ?? 0) && IsAmount(line.Discount) && IsAmount(line.Tax ?? 0)
        && line.TaxRate is not (< 0 or > 10);

    private static bool IsInMillionths(decimal quantity) => quantity.Scale <= 6 || quantity * Millionths == decimal.Truncate(quantity * Millionths);

    private static bool IsAmount(decimal minor) => Math.Abs(minor) <= Amounts.Largest;

    private static bool IsAmount(long minor) => minor is >= -Amounts.Largest and <= Amounts.Largest;

    /// <summary>
    /// Whole pieces must come to an amount that can be paid, but for what a price per piece was itself rounded; weighed goods are
    /// rounded.
    /// </summary>
    private static bool IsPayable(Line line)
    {
        if (line.UnitPrice.Scale == 0 || line.Quantity != decimal.Truncate(line.Quantity))
            return true;
        var price = line.UnitPrice * line.Quantity;
        return Math.Abs(price - decimal.Round(price)) <= Math.Abs(line.Quantity) / 1000;
    }
}
