using Laurel.Coalition;

namespace Laurel.Engine.Packing;

/// <summary>Units and money that moved, and what explains it: lots, parts and what was used up of limits.</summary>
internal static class PackedMovement
{
    public static bool IsRare(UnitsMoved e) => e.Cause is not null || e.As is not null || e.Other is not null || e.Activity is not null || e.Issuer is not null
        || e.Lots.Any(lot => lot.Owner is not null || lot.Issuer is not null);

    public static void Write(PackWriter pack, UnitsMoved e)
    {
        pack.Time(e.At);
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

    public static UnitsMoved ReadMoved(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Member = pack.Id<MemberId>(),
        Unit = pack.Text(),
        Movement = pack.Word<Movement>(),
        Amount = pack.Number(),
        Before = pack.Number(),
        After = pack.Number(),
        Number = pack.Int(),
        Entries = pack.List(static (ref pack) => new Entry(pack.Word<Account>(), pack.Number())),
        Lots = pack.List(static (ref pack) => ReadLot(ref pack)),
        Owed = pack.Number(),
        Parts = pack.List(static (ref pack) => ReadPart(ref pack)),
        Uses = pack.List(static (ref pack) => ReadUse(ref pack)),
        Counted = pack.Number(),
        Purchase = pack.IdOrNull<PurchaseId>(),
        Return = pack.IdOrNull<ReturnId>(),
        Redemption = pack.IdOrNull<RedemptionId>(),
        Version = pack.Int(),
        Day = pack.Day(),
    };

    public static void Write(PackWriter pack, MoneyMoved e)
    {
        pack.Time(e.At);
        pack.Byte((byte)e.Purpose);
        pack.List(e.Entries, static (pack, entry) =>
        {
            pack.Text(entry.Account);
            pack.Number(entry.Micros);
        });
        pack.Text(e.Partner);
        pack.Text(e.Cause);
        pack.Text(e.Unit);
        pack.Number(e.Units);
        pack.Text(e.Rule);
        pack.List(e.Split, Write);
        pack.Text(e.Member?.Value);
        pack.Text(e.Purchase?.Value);
        pack.Text(e.Return?.Value);
        pack.Text(e.Redemption?.Value);
        pack.Text(e.Reference);
        pack.List(e.Parts, Write);
        pack.List(e.Uses, Write);
    }

    public static MoneyMoved ReadMoney(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Purpose = pack.Word<MoneyPurpose>(),
        Entries = pack.List(static (ref pack) => new MoneyEntry(pack.Text(), pack.Number())),
        Partner = pack.TextOrNull(),
        Cause = pack.TextOrNull(),
        Unit = pack.TextOrNull(),
        Units = pack.Number(),
        Rule = pack.TextOrNull(),
        Split = pack.List(static (ref pack) => ReadUse(ref pack)),
        Member = pack.IdOrNull<MemberId>(),
        Purchase = pack.IdOrNull<PurchaseId>(),
        Return = pack.IdOrNull<ReturnId>(),
        Redemption = pack.IdOrNull<RedemptionId>(),
        Reference = pack.TextOrNull(),
        Parts = pack.List(static (ref pack) => ReadPart(ref pack)),
        Uses = pack.List(static (ref pack) => ReadUse(ref pack)),
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
        Purchase = pack.IdOrNull<PurchaseId>(),
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
        Counting = pack.Word<Counting>(),
        Base = pack.Decimal(),
        Give = pack.Decimal(),
        Step = pack.Number(),
        Rounding = pack.Word<Rounding>(),
        Place = pack.Word<RoundingPlace>(),
        Uncapped = pack.NumberOrNull(),
        Room = pack.NumberOrNull(),
    };

    public static void Write(PackWriter pack, Use use)
    {
        pack.Text(use.Counter);
        pack.Number(use.Amount);
    }

    public static Use ReadUse(ref PackReader pack) => new(pack.Text(), pack.Number());
}
