namespace Laurel.Engine.Packing;

/// <summary>The lines of a purchase, which have a column of their own; see <see cref="PackedCommands"/>.</summary>
internal static class PackedLines
{
    private const byte Version = 1;

    /// <summary>Null where a line holds something rare.</summary>
    public static byte[]? Of(IReadOnlyList<Line> lines) =>
        lines.Any(l => l.Loads is not null || l.LoadsIn is not null) ? null : PackWriter.Bytes(Version, lines, static (pack, lines) => pack.List(lines, Write));

    public static IReadOnlyList<Line> Read(ReadOnlySpan<byte> body)
    {
        var pack = new PackReader(body);
        return pack.Byte() == Version ? pack.List(static (ref pack) => ReadLine(ref pack)) : throw Packed.Unknown(body);
    }

    private static void Write(PackWriter pack, Line line)
    {
        pack.Number(line.Number);
        pack.Text(line.Sku);
        pack.Text(line.Category);
        pack.Text(line.Brand);
        pack.Texts(line.Labels);
        pack.Text(line.Kind == Line.Product ? null : line.Kind);
        pack.Decimal(line.Quantity);
        pack.Decimal(line.UnitPrice);
        pack.Number(line.Discount);
        pack.DecimalOrNull(line.TaxRate);
        pack.NumberOrNull(line.Tax);
        pack.DecimalOrNull(line.UnitCost);
    }

    private static Line ReadLine(ref PackReader pack) => new()
    {
        Number = pack.Int(),
        Sku = pack.Text(),
        Category = pack.TextOrNull(),
        Brand = pack.TextOrNull(),
        Labels = pack.Texts(),
        Kind = pack.TextOrNull() ?? Line.Product,
        Quantity = pack.Decimal(),
        UnitPrice = pack.Decimal(),
        Discount = pack.Number(),
        TaxRate = pack.DecimalOrNull(),
        Tax = pack.NumberOrNull(),
        UnitCost = pack.DecimalOrNull(),
    };
}
