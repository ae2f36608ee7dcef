namespace Laurel.Tests.Deciding;

/// <summary>Commands that nobody would send: well-typed, with the figures, names and times at the edge of what a type can hold.</summary>
internal sealed class Wild(World world, int[] numbers)
{
    private static readonly long[] Longs =
        [1, 0, -1, 7, long.MaxValue, long.MinValue, 1_000_000_000_000_000, 1_000_000_000_000_001, -1_000_000_000_000_000, int.MaxValue];

    private static readonly decimal[] Decimals =
        [1, 0, -1, 2.5m, 0.000001m, 0.0000001m, decimal.MaxValue, decimal.MinValue, 1e9m, 1e15m, -1e15m, 1234.56m, 1e-28m];

    private static readonly string[] Names =
        ["ada", "bob", "point", "stamp", "mug", "tenth", "cash", "coffee", "free", "silver", "HELLO", "", "ghost", "EUR", "JPY", "p1", "x1",
            "north", "member:", "tally/", new string('x', 300)];

    private static readonly DateTimeOffset[] Times =
        [World.Noon, World.Noon.AddDays(1), World.Noon.AddDays(-60), DateTimeOffset.MinValue, DateTimeOffset.MaxValue,
            DateTimeOffset.UnixEpoch, new(9990, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2, 1, 1, 0, 0, 0, TimeSpan.Zero)];

    private int at;

    public Command Next() => Command() with { At = Time };

    public bool HasNext => at < numbers.Length;

    private int Number => numbers[at++ % numbers.Length];
    private long Long => Longs[Play.Size(Number, Longs.Length)];
    private long? MaybeLong => Play.Size(Number, 2) == 0 ? null : Long;
    private decimal Decimal => Decimals[Play.Size(Number, Decimals.Length)];
    private string Name => Names[Play.Size(Number, Names.Length)];
    private DateTimeOffset Time => Times[Play.Size(Number, Times.Length)];
    private bool Flag => Play.Size(Number, 2) == 0;

    private Command Command()
    {
        var (id, time) = (world.Next("wild"), World.Noon);
        return Play.Size(Number, 12) switch
        {
            0 or 1 or 2 => new RecordPurchase { Id = id, At = time, Purchase = Purchase(id), Rewards = Flag ? [] : [Reward()] },
            3 => new ReturnLines { Id = id, At = time, Return = new(id.Value), Of = new(Name), Lines = Flag ? [] : [Back()] },
            4 or 5 => Reserve(id, time),
            6 => new CaptureRedemption { Id = id, At = time, Redemption = new(Name), Units = MaybeLong },
            7 => new CancelRedemption { Id = id, At = time, Redemption = new(Name), Reason = Name },
            8 => new AdjustUnits { Id = id, At = time, Member = new(Name), Unit = Name, Amount = Long, Reason = Name, Counts = Flag },
            9 => new EnrolMember { Id = id, At = time, Member = new(id.Value), Opening = [Opening()], Spend = Long, Visits = Play.Size(Number, 3) - 1, Tier = Name },
            10 => new BringHistory { Id = id, At = time, Member = new(Name), Unit = Name, Earned = Long, Redeemed = Long, Row = id.Value },
            _ => new AssignTier { Id = id, At = time, Member = new(Name), Tier = Name, Reason = Name },
        };
    }

    private ReserveReward Reserve(CommandId id, DateTimeOffset time) => new()
    {
        Id = id,
        At = time,
        Redemption = new(Flag ? "x1" : id.Value),
        Member = new(Name),
        Reward = Name,
        Quantity = Decimal,
        Units = MaybeLong,
        AtOnce = Flag,
        Until = Flag ? null : Time,
    };

    private Purchase Purchase(CommandId id) => new()
    {
        Id = new(Flag ? "p1" : id.Value),
        Member = Flag ? new("ada") : Flag ? null : new(Name),
        Shopper = Flag ? null : new(Name),
        At = Time,
        Location = Flag ? null : Name,
        Currency = Flag ? "EUR" : Name,
        Codes = Flag ? [] : [Name],
        Payments = Flag ? [] : [new Payment(Flag ? Payment.Units : Payment.GiftCard, Long)],
        Lines = [Line(1), .. Flag ? Array.Empty<Line>() : [Line(2)]],
    };

    private Line Line(int number) => new()
    {
        Number = number,
        Sku = "A",
        Quantity = Decimal,
        UnitPrice = Decimal,
        Discount = Flag ? 0 : Long,
        TaxRate = Flag ? null : Decimal,
        Tax = Flag ? null : Long,
        UnitCost = Flag ? null : Decimal,
    };

    private RewardInBasket Reward() => new() { Reward = Name, Quantity = Decimal, Units = MaybeLong };

    private LineBack Back() => new() { Line = Flag ? 1 : null, Sku = Flag ? "A" : null, Quantity = Flag ? null : Decimal };

    private OpeningLot Opening() => new()
    {
        Unit = Flag ? "point" : Name,
        Amount = Long,
        Earned = Flag ? null : Time,
        Active = Flag ? null : Time,
        Expires = Flag ? null : Time,
    };
}
