namespace Laurel.Engine.Packing;

/// <summary>A purchase, asked for and recorded; its lines are packed by <see cref="PackedLines"/>.</summary>
internal static class PackedPurchase
{
    public static bool IsRare(RecordPurchase c) =>
        c is not { Rewards.Count: 0, Stored.Count: 0, Contributions.Count: 0 } || !ReferenceEquals(c.Traits, Traits.None);

    public static void Write(PackWriter pack, RecordPurchase command)
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

    public static RecordPurchase ReadPurchase(ref PackReader pack, Columns row) => new()
    {
        Id = row.Id,
        At = row.At,
        Actor = row.Actor,
        IsTimedByServer = row.IsTimedByServer,
        Purchase = new Purchase
        {
            Id = pack.Id<PurchaseId>(),
            Member = pack.IdOrNull<MemberId>(),
            Shopper = pack.IdOrNull<ShopperId>(),
            At = pack.TimeOrNull() ?? row.At,
            Location = pack.TextOrNull(),
            Channel = pack.TextOrNull(),
            Currency = pack.Text(),
            Payments = pack.List(static (ref pack) => new Payment(pack.Text(), pack.Number())),
            Codes = pack.Texts(),
            Lines = row.Lines,
        },
    };

    /// <summary>Whose it is, read from a body without making a purchase of it.</summary>
    /// <param name="owner">Its member; empty where it is nobody's.</param>
    /// <returns>Whether it has no codes, which others may have too.</returns>
    public static bool Glance(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> purchase, out ReadOnlySpan<byte> owner)
    {
        var pack = new PackReader(body);
        var first = pack.Pass();
        purchase = body[first];
        owner = body[pack.Pass(first)];
        pack.Pass();
        pack.TimeOrNull();
        pack.Pass();
        pack.Pass();
        pack.Pass();
        for (var payments = pack.Count(); payments > 0; payments--)
        {
            pack.Pass();
            pack.Number();
        }
        return pack.Count() == 0;
    }

    public static bool IsRare(PurchaseRecorded e) => e.As is not null || e.Paid.Count > 0 || e.Prices.Any(price => price.Free != 0 || price.Own.Count > 0)
        || e.Given.Any(given => given.Coupon is not null);

    public static void Write(PackWriter pack, PurchaseRecorded e)
    {
        pack.Time(e.At);
        pack.Text(e.Purchase.Value);
        pack.Text(e.Member?.Value);
        pack.Text(e.Shopper?.Value);
        pack.Day(e.Day);
        pack.Text(e.Location);
        pack.Text(e.Channel);
        pack.Text(e.Currency);
        pack.Number(e.Gross);
        pack.Number(e.Discount);
        pack.Number(e.Tax);
        pack.Number(e.Total);
        pack.Number(e.Spend);
        pack.List(e.Prices, Write);
        pack.List(e.Given, Write);
        pack.Number(e.Version);
        pack.Text(e.Tier);
        pack.Number(e.Earlier);
        pack.TimeOrNull(e.Joined);
        pack.List(e.Misses, static (pack, miss) =>
        {
            pack.Text(miss.Rule);
            pack.Text(miss.Reason);
        });
        pack.List(e.Uses, PackedMovement.Write);
    }

    public static PurchaseRecorded ReadRecorded(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Purchase = pack.Id<PurchaseId>(),
        Member = pack.IdOrNull<MemberId>(),
        Shopper = pack.IdOrNull<ShopperId>(),
        Day = pack.Day(),
        Location = pack.TextOrNull(),
        Channel = pack.TextOrNull(),
        Currency = pack.Text(),
        Gross = pack.Number(),
        Discount = pack.Number(),
        Tax = pack.Number(),
        Total = pack.Number(),
        Spend = pack.Number(),
        Prices = pack.List(static (ref pack) => new LinePrice(pack.Number(), pack.Number(), pack.Number(), pack.Number(), pack.Number())),
        Given = pack.List(static (ref pack) => ReadGiven(ref pack)),
        Version = pack.Int(),
        Tier = pack.TextOrNull(),
        Earlier = pack.Int(),
        Joined = pack.TimeOrNull(),
        Misses = pack.List(static (ref pack) => new Miss(pack.Text(), pack.Text())),
        Uses = pack.List(static (ref pack) => PackedMovement.ReadUse(ref pack)),
    };

    private static void Write(PackWriter pack, LinePrice price)
    {
        pack.Number(price.List);
        pack.Number(price.Discount);
        pack.Number(price.Tax);
        pack.Number(price.Total);
        pack.Number(price.Base);
    }

    private static void Write(PackWriter pack, DiscountGiven given)
    {
        pack.Text(given.Source);
        pack.Number(given.Amount);
        pack.List(given.Lines, static (pack, line) => pack.Number(line));
        pack.Text(given.Redemption?.Value);
    }

    private static DiscountGiven ReadGiven(ref PackReader pack) => new(
        pack.Text(), pack.Number(), pack.List(static (ref pack) => pack.Number()),
        pack.IdOrNull<RedemptionId>());
}
