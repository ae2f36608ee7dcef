namespace Laurel.Deciding;

/// <summary>How much of each line a return means, by its number or by a SKU wherever the basket has it.</summary>
internal static class WantedLines
{
    public static (decimal[] Back, Refusal? Refusal) Resolve(IReadOnlyList<Line> lines, ReturnLines command, Func<Line, decimal> remaining)
    {
        if (command.Lines.Count == 0)
            return ([.. lines.Select(remaining)], null);
        var back = new decimal[lines.Count];
        foreach (var wanted in command.Lines)
        {
            if (Place(lines, wanted, back, remaining) is { } refusal)
                return (back, refusal);
        }
        return (back, null);
    }

    private static Refusal? Place(IReadOnlyList<Line> lines, LineBack wanted, decimal[] back, Func<Line, decimal> left)
    {
        var places = Enumerable.Range(0, lines.Count)
            .Where(i => wanted.Line is { } number ? lines[i].Number == number : lines[i].Sku == wanted.Sku)
            .ToArray();
        var name = wanted.Line?.ToString() ?? wanted.Sku ?? "";
        if (places.Length == 0)
            return Refusal.UnknownLine(name);
        var remaining = places.Sum(i => left(lines[i]) - back[i]);
        var quantity = wanted.Quantity ?? remaining;
        if (quantity <= 0 && remaining > 0)
            return Refusal.AmountNotPositive(quantity);
        if (quantity > remaining || remaining == 0)
            return Refusal.ReturnExceedsPurchase(name, remaining);
        foreach (var i in places)
        {
            var part = Math.Min(quantity, left(lines[i]) - back[i]);
            back[i] += part;
            quantity -= part;
        }
        return null;
    }
}
