namespace Laurel.Engine.Packing;

/// <summary>The events of a purchase, packed; see <see cref="PackedPurchase"/>.</summary>
internal static class PackedEvents
{
    private const byte Version = 1;
    private const byte Recorded = 1;
    private const byte Moved = 2;
    private const byte Tier = 3;

    /// <summary>Null where an event is rare: of another kind, or with something that is hardly ever there.</summary>
    public static byte[]? Of(IReadOnlyList<Event> events)
    {
        foreach (var happened in events)
        {
            if (IsRare(happened))
                return null;
        }
        return PackWriter.Bytes(Version, events, static (pack, events) => pack.List(events, Write));
    }

    private static bool IsRare(Event happened) => happened switch
    {
        PurchaseRecorded e => e.As is not null || e.Paid.Count > 0 || e.Prices.Any(price => price.Free != 0 || price.Own.Count > 0)
            || e.Given.Any(given => given.Coupon is not null),
        UnitsMoved e => e.Cause is not null || e.As is not null || e.Other is not null || e.Activity is not null || e.Issuer is not null
            || e.Lots.Any(lot => lot.Owner is not null || lot.Issuer is not null),
        TierChanged => false,
        _ => true,
    };

    public static IReadOnlyList<Event> Read(byte[] body)
    {
        var pack = PackedPurchase.Open(body);
        return pack.List(static (ref pack) => ReadEvent(ref pack));
    }

    private static void Write(PackWriter pack, Event happened)
    {
        switch (happened)
        {
            case PurchaseRecorded e:
                pack.Byte(Recorded);
                pack.Time(e.At);
                Write(pack, e);
                break;
            case UnitsMoved e:
                pack.Byte(Moved);
                pack.Time(e.At);
                Write(pack, e);
                break;
            case TierChanged e:
                pack.Byte(Tier);
                pack.Time(e.At);
                pack.Text(e.Member.Value);
                pack.Text(e.Before);
                pack.Text(e.After);
                pack.Texts(e.Unlocked);
                break;
        }
    }

    private static Event ReadEvent(ref PackReader pack)
    {
        var kind = pack.Byte();
        var at = pack.Time();
        return kind switch
        {
            Recorded => ReadRecorded(ref pack, at),
            Moved => ReadMoved(ref pack, at),
            Tier => new TierChanged
            {
                At = at,
                Member = new MemberId(pack.Text()),
                Before = pack.Text(),
                After = pack.Text(),
                Unlocked = pack.Texts(),
            },
            _ => throw new InvalidDataException($"A packed body has an event of kind {kind}."),
        };
    }

    private static void Write(PackWriter pack, PurchaseRecorded e)
    {
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
        pack.List(e.Uses, Write);
    }

    private static PurchaseRecorded ReadRecorded(ref PackReader pack, DateTimeOffset at) => new()
    {
        At = at,
        Purchase = new PurchaseId(pack.Text()),
        Member = pack.TextOrNull() is { } member ? new MemberId(member) : null,
        Shopper = pack.TextOrNull() is { } shopper ? new ShopperId(shopper) : null,
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
        Version = (int)pack.Number(),
        Tier = pack.TextOrNull(),
        Earlier = (int)pack.Number(),
        Joined = pack.TimeOrNull(),
        Misses = pack.List(static (ref pack) => new Miss(pack.Text(), pack.Text())),
        Uses = pack.List(static (ref pack) => ReadUse(ref pack)),
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
        pack.TextOrNull() is { } redemption ? new RedemptionId(redemption) : null);

    private static void Write(PackWriter pack, UnitsMoved e)
    {
        pack.Text(e.Member.Value);
        pack.Text(e.Unit);
        pack.Byte((byte)e.Movement);
        pack.Number(e.Amount);
        pack.Number(e.Before);
        pack.Number(e.After);
        pack.Number(e.Number);
        pack.List(e.Entries, static (pack, entry) =>
        {
            pack.Byte((byte)entry.Account);
            pack.Number(entry.Amount);
        });
        pack.List(e.Lots, Write);
        pack.Number(e.Owed);
        pack.List(e.Parts, Write);
        pack.List(e.Uses, Write);
        pack.Number(e.Counted);
        pack.Text(e.Purchase?.Value);
        pack.Text(e.Return?.Value);
        pack.Text(e.Redemption?.Value);
        pack.Number(e.Version);
        pack.Day(e.Day);
    }

    private static UnitsMoved ReadMoved(ref PackReader pack, DateTimeOffset at) => new()
    {
        At = at,
        Member = new MemberId(pack.Text()),
        Unit = pack.Text(),
        Movement = (Movement)pack.Byte(),
        Amount = pack.Number(),
        Before = pack.Number(),
        After = pack.Number(),
        Number = (int)pack.Number(),
        Entries = pack.List(static (ref pack) => new Entry((Account)pack.Byte(), pack.Number())),
        Lots = pack.List(static (ref pack) => ReadLot(ref pack)),
        Owed = pack.Number(),
        Parts = pack.List(static (ref pack) => ReadPart(ref pack)),
        Uses = pack.List(static (ref pack) => ReadUse(ref pack)),
        Counted = pack.Number(),
        Purchase = pack.TextOrNull() is { } purchase ? new PurchaseId(purchase) : null,
        Return = pack.TextOrNull() is { } back ? new ReturnId(back) : null,
        Redemption = pack.TextOrNull() is { } redemption ? new RedemptionId(redemption) : null,
        Version = (int)pack.Number(),
        Day = pack.Day(),
    };

    private static void Write(PackWriter pack, LotChange lot)
    {
        pack.Text(lot.Lot);
        pack.Number(lot.Amount);
        pack.Time(lot.Earned);
        pack.Time(lot.Active);
        pack.TimeOrNull(lot.Expires);
        pack.Text(lot.Purchase?.Value);
    }

    private static LotChange ReadLot(ref PackReader pack) => new()
    {
        Lot = pack.Text(),
        Amount = pack.Number(),
        Earned = pack.Time(),
        Active = pack.Time(),
        Expires = pack.TimeOrNull(),
        Purchase = pack.TextOrNull() is { } purchase ? new PurchaseId(purchase) : null,
    };

    private static void Write(PackWriter pack, Part part)
    {
        pack.Text(part.Rule);
        pack.Number(part.Amount);
        pack.Byte((byte)part.Counting);
        pack.Decimal(part.Base);
        pack.Decimal(part.Give);
        pack.Number(part.Step);
        pack.Byte((byte)part.Rounding);
        pack.Byte((byte)part.Place);
        pack.NumberOrNull(part.Uncapped);
        pack.NumberOrNull(part.Room);
    }

    private static Part ReadPart(ref PackReader pack) => new()
    {
        Rule = pack.Text(),
        Amount = pack.Number(),
        Counting = (Counting)pack.Byte(),
        Base = pack.Decimal(),
        Give = pack.Decimal(),
        Step = pack.Number(),
        Rounding = (Rounding)pack.Byte(),
        Place = (RoundingPlace)pack.Byte(),
        Uncapped = pack.NumberOrNull(),
        Room = pack.NumberOrNull(),
    };

    private static void Write(PackWriter pack, Use use)
    {
        pack.Text(use.Counter);
        pack.Number(use.Amount);
    }

    private static Use ReadUse(ref PackReader pack) => new(pack.Text(), pack.Number());
}
