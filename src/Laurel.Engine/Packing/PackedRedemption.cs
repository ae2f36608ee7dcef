using Laurel.Rewards;

namespace Laurel.Engine.Packing;

/// <summary>Rewards that open to a member, are reserved, captured and handed to her.</summary>
internal static class PackedRedemption
{
    public static bool IsRare(ReserveReward c) => c is not { UsesFirst.Count: 0 } || !ReferenceEquals(c.Traits, Traits.None);

    public static void Write(PackWriter pack, ReserveReward c)
    {
        pack.Text(c.Redemption.Value);
        pack.Text(c.Member.Value);
        pack.Text(c.Reward);
        pack.Decimal(c.Quantity);
        pack.NumberOrNull(c.Units);
        pack.TimeOrNull(c.Until);
        pack.Text(c.Item);
        pack.Flag(c.AtOnce);
        pack.Text(c.Location);
    }

    public static ReserveReward ReadReservation(ref PackReader pack, Columns row) => new()
    {
        Id = row.Id,
        At = row.At,
        Actor = row.Actor,
        IsTimedByServer = row.IsTimedByServer,
        Redemption = pack.Id<RedemptionId>(),
        Member = pack.Id<MemberId>(),
        Reward = pack.Text(),
        Quantity = pack.Decimal(),
        Units = pack.NumberOrNull(),
        Until = pack.TimeOrNull(),
        Item = pack.TextOrNull(),
        AtOnce = pack.Flag(),
        Location = pack.TextOrNull(),
    };

    public static void Write(PackWriter pack, CaptureRedemption c)
    {
        pack.Text(c.Redemption.Value);
        pack.NumberOrNull(c.Units);
    }

    public static CaptureRedemption ReadCapture(ref PackReader pack, Columns row) => new()
    {
        Id = row.Id,
        At = row.At,
        Actor = row.Actor,
        IsTimedByServer = row.IsTimedByServer,
        Redemption = pack.Id<RedemptionId>(),
        Units = pack.NumberOrNull(),
    };

    public static void Write(PackWriter pack, RewardUnlocked e)
    {
        pack.Time(e.At);
        pack.Text(e.Member.Value);
        pack.Text(e.Reward);
        pack.Flag(e.IsLost);
    }

    public static RewardUnlocked ReadUnlocked(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Member = pack.Id<MemberId>(),
        Reward = pack.Text(),
        IsLost = pack.Flag(),
    };

    public static bool IsRare(RedemptionReserved e) => e.Vouchers.Count > 0;

    public static void Write(PackWriter pack, RedemptionReserved e)
    {
        pack.Time(e.At);
        pack.Text(e.Redemption.Value);
        pack.Text(e.Member.Value);
        pack.Text(e.Reward);
        pack.Decimal(e.Quantity);
        pack.Text(e.Unit);
        pack.Number(e.Amount);
        pack.List(e.Lots, static (pack, lot) =>
        {
            pack.Text(lot.Lot);
            pack.Number(lot.Amount);
        });
        pack.TimeOrNull(e.Until);
        pack.Text(e.Purchase?.Value);
        pack.List(e.Uses, PackedMovement.Write);
        pack.Text(e.Location);
        pack.Text(e.Item);
    }

    public static RedemptionReserved ReadReserved(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Redemption = pack.Id<RedemptionId>(),
        Member = pack.Id<MemberId>(),
        Reward = pack.Text(),
        Quantity = pack.Decimal(),
        Unit = pack.TextOrNull(),
        Amount = pack.Number(),
        Lots = pack.List(static (ref pack) => new HeldLot(pack.Text(), pack.Number())),
        Until = pack.TimeOrNull(),
        Purchase = pack.IdOrNull<PurchaseId>(),
        Uses = pack.List(static (ref pack) => PackedMovement.ReadUse(ref pack)),
        Location = pack.TextOrNull(),
        Item = pack.TextOrNull(),
    };

    public static void Write(PackWriter pack, RedemptionCaptured e)
    {
        pack.Time(e.At);
        pack.Text(e.Redemption.Value);
        pack.Text(e.Member.Value);
        pack.Text(e.Reward);
        pack.Number(e.Amount);
        pack.Number(e.Freed);
    }

    public static RedemptionCaptured ReadCaptured(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Redemption = pack.Id<RedemptionId>(),
        Member = pack.Id<MemberId>(),
        Reward = pack.Text(),
        Amount = pack.Number(),
        Freed = pack.Number(),
    };

    public static void Write(PackWriter pack, FulfilmentChanged e)
    {
        pack.Time(e.At);
        pack.Text(e.Redemption.Value);
        pack.Text(e.Member.Value);
        pack.Text(e.Reward);
        pack.Byte((byte)e.Stage);
        pack.TimeOrNull(e.Until);
        pack.Text(e.Purchase?.Value);
    }

    public static FulfilmentChanged ReadFulfilment(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Redemption = pack.Id<RedemptionId>(),
        Member = pack.Id<MemberId>(),
        Reward = pack.Text(),
        Stage = pack.Word<Stage>(),
        Until = pack.TimeOrNull(),
        Purchase = pack.IdOrNull<PurchaseId>(),
    };
}
