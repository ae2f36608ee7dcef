namespace Laurel.Engine.Packing;

/// <summary>
/// What every purchase writes, as short and as fast as it can be: a quarter of the bytes of its JSON, which is what is approved,
/// exported and shown. What is rare in a purchase stays JSON, whose first byte no packed body has. A change of what is written here is a
/// new version, and the readers of those before stay.
/// </summary>
internal static class PackedPurchase
{
    private const byte Version = 1;

    public static bool IsPacked(byte[] body) => body.Length > 0 && body[0] is not ((byte)'{' or (byte)'[');

    /// <summary>The command without what has columns of its own; null where it holds something rare.</summary>
    public static byte[]? Command(Command command) =>
        command is RecordPurchase { Rewards.Count: 0, Stored.Count: 0, Contributions.Count: 0 } purchase && ReferenceEquals(purchase.Traits, Traits.None)
            ? PackWriter.Bytes(Version, purchase, Write)
            : null;

    /// <summary>Null where a line holds something rare.</summary>
    public static byte[]? Lines(IReadOnlyList<Line> lines) =>
        lines.Any(l => l.Loads is not null) ? null : PackWriter.Bytes(Version, lines, static (pack, lines) => pack.List(lines, Write));

    /// <summary>The command, with what the row's columns say of it.</summary>
    public static RecordPurchase ReadCommand(byte[] body, Columns columns, IReadOnlyList<Line> lines)
    {
        var pack = Open(body);
        return Read(ref pack, columns, lines);
    }

    public static IReadOnlyList<Line> ReadLines(byte[] body)
    {
        var pack = Open(body);
        return pack.List(static (ref pack) => ReadLine(ref pack));
    }

    internal static PackReader Open(byte[] body)
    {
        var pack = new PackReader(body);
        return pack.Byte() == Version
            ? pack
            : throw new InvalidDataException($"A body is packed in a way that this version does not know: {body[0]}.");
    }

    private static void Write(PackWriter pack, RecordPurchase command)
    {
        var purchase = command.Purchase;
        pack.Text(purchase.Id.Value);
        pack.Text(purchase.Member?.Value);
        pack.Text(purchase.Shopper?.Value);
        pack.TimeOrNull(purchase.At == command.At ? null : purchase.At);
        pack.Text(purchase.Location);
        pack.Text(purchase.Channel);
        pack.Text(purchase.Currency);
        pack.List(purchase.Payments, static (pack, payment) =>
        {
            pack.Text(payment.Method);
            pack.Number(payment.Amount);
        });
        pack.Texts(purchase.Codes);
    }

    private static RecordPurchase Read(ref PackReader pack, Columns row, IReadOnlyList<Line> lines) => new()
    {
        Id = row.Id,
        At = row.At,
        Actor = row.Actor,
        IsTimedByServer = row.IsTimedByServer,
        Purchase = new Purchase
        {
            Id = new PurchaseId(pack.Text()),
            Member = pack.TextOrNull() is { } member ? new MemberId(member) : null,
            Shopper = pack.TextOrNull() is { } shopper ? new ShopperId(shopper) : null,
            At = pack.TimeOrNull() ?? row.At,
            Location = pack.TextOrNull(),
            Channel = pack.TextOrNull(),
            Currency = pack.Text(),
            Payments = pack.List(static (ref pack) => new Payment(pack.Text(), pack.Number())),
            Codes = pack.Texts(),
            Lines = lines,
        },
    };

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
        Number = (int)pack.Number(),
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

/// <summary>What stands in columns of its own.</summary>
internal readonly record struct Columns(CommandId Id, DateTimeOffset At, string Actor, bool IsTimedByServer);
