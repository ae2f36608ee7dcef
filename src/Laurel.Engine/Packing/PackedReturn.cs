namespace Laurel.Engine.Packing;

/// <summary>Goods that come back, asked for and returned.</summary>
internal static class PackedReturn
{
    public static void Write(PackWriter pack, ReturnLines c)
    {
        pack.Text(c.Return.Value);
        pack.Text(c.Of.Value);
        pack.List(c.Lines, static (pack, line) =>
        {
            pack.NumberOrNull(line.Line);
            pack.Text(line.Sku);
            pack.DecimalOrNull(line.Quantity);
        });
    }

    public static ReturnLines ReadReturn(ref PackReader pack, Columns row) => new()
    {
        Id = row.Id,
        At = row.At,
        Actor = row.Actor,
        IsTimedByServer = row.IsTimedByServer,
        Return = pack.Id<ReturnId>(),
        Of = pack.Id<PurchaseId>(),
        Lines = pack.List(static (ref pack) => new LineBack { Line = pack.IntOrNull(), Sku = pack.TextOrNull(), Quantity = pack.DecimalOrNull() }),
    };

    public static bool IsRare(LinesReturned e) => e.As is not null;

    public static void Write(PackWriter pack, LinesReturned e)
    {
        pack.Time(e.At);
        pack.Text(e.Return.Value);
        pack.Text(e.Purchase.Value);
        pack.Text(e.Member?.Value);
        pack.Text(e.Shopper?.Value);
        pack.Day(e.Day);
        pack.Day(e.PurchaseDay);
        pack.Text(e.Location);
        pack.Text(e.Currency);
        pack.List(e.Lines, static (pack, line) =>
        {
            pack.Number(line.Line);
            pack.Decimal(line.Quantity);
            pack.Number(line.Total);
        });
        pack.Number(e.Total);
        pack.Number(e.Spend);
        pack.Flag(e.IsWhole);
        pack.List(e.Uses, PackedMovement.Write);
    }

    public static LinesReturned ReadReturned(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Return = pack.Id<ReturnId>(),
        Purchase = pack.Id<PurchaseId>(),
        Member = pack.IdOrNull<MemberId>(),
        Shopper = pack.IdOrNull<ShopperId>(),
        Day = pack.Day(),
        PurchaseDay = pack.Day(),
        Location = pack.TextOrNull(),
        Currency = pack.Text(),
        Lines = pack.List(static (ref pack) => new ReturnedLine(pack.Int(), pack.Decimal(), pack.Number())),
        Total = pack.Number(),
        Spend = pack.Number(),
        IsWhole = pack.Flag(),
        Uses = pack.List(static (ref pack) => PackedMovement.ReadUse(ref pack)),
    };
}
