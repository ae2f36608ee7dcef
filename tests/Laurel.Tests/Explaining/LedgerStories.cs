using Laurel.Households;
using Laurel.Merges;

namespace Laurel.Tests.Explaining;

/// <summary>Histories of what happens to units beside buying and redeeming.</summary>
internal static class LedgerStories
{
    public static readonly IReadOnlyList<(string Name, Telling Telling)> All =
    [
        ("a purchase that arrives late, and a receipt claimed later", Late()), ("units given, brought back and extended", Given()),
        ("a gift card", Card()), ("two cards of one customer", Two()), ("a household", Together()), ("rewards on their way", Way()),
    ];

    private static Telling Late()
    {
        var shop = Telling.Of("""
            {"program":"shop","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},
             "earning":{"spend":{"give":"1 point per 1.00 EUR"},"more":{"give":"1 point per 1.00 EUR","when":{"tier":"gold"}}},
             "tiers":{"counts":"spend ever","levels":{"base":{},"gold":{"at":"100.00 EUR"}}}}
            """);
        shop.Enrol("2026-01-05T08:00");
        shop.Buy("S-2", "2026-02-02T09:00", Telling.Line("A", 2000));
        shop.Buy("S-1", "2026-02-01T09:00", Telling.Line("A", 10000));
        var lost = shop.Basket("S-3", "2026-02-04T09:00", Telling.Line("A", 700));
        shop.Do(lost with { Purchase = lost.Purchase with { Member = null } });
        shop.Do(new Receipts.ClaimReceipt { Id = shop.Next(), At = Telling.At("2026-02-06T09:00"), Of = new("S-3"), Member = Telling.Ada });
        shop.Return("S-3", "2026-02-07T09:00");
        return shop;
    }

    private static Telling Given()
    {
        var shop = Telling.Of("""
            {"program":"shop","zone":"Europe/Brussels","currency":"EUR",
             "units":{"point":{"expires":"60 days after earning","transfers":"into arrears","carries over":"at most 20 points at end of month"}}}
            """);
        shop.Enrol("2026-01-05T08:00", new OpeningLot { Unit = "point", Amount = 30 });
        shop.Do(new EnrolMember { Id = shop.Next(), At = Telling.At("2026-01-06T08:00"), Member = new("mem_bob") });
        shop.Do(Give("ada", "mem_bob", 12, "2026-01-07T08:00") with { Id = shop.Next() });
        shop.Do(Give("mem_bob", "ada", 20, "2026-01-08T08:00") with { Id = shop.Next(), Reason = "Birthday" });
        shop.Do(new ExtendUnits
        {
            Id = shop.Next(),
            At = Telling.At("2026-01-09T08:00"),
            Member = new("ada"),
            Unit = "point",
            Expires = Telling.At("2026-05-31T22:00"),
            Reason = "Renovation",
        });
        shop.Pass("2026-02-01T08:00");
        shop.Do(new ReinstateUnits { Id = shop.Next(), At = Telling.At("2026-02-02T08:00"), Member = new("ada"), Unit = "point", Amount = 5, Reason = "She was ill" });
        return shop;

        TransferUnits Give(string from, string to, long amount, string at) => new()
        {
            Id = default,
            At = Telling.At(at),
            Member = new(from),
            To = new(to),
            Unit = "point",
            Amount = amount,
        };
    }

    private static Telling Way()
    {
        var shop = Telling.Of("""
            {"program":"shop","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},
             "rewards":{"mug":{"costs":"30 points","gives":{"merchandise":"mug"},"handed over":"by delivery"},
                        "book":{"costs":"10 points","gives":{"merchandise":"book"},"handed over":"by collection"}}}
            """);
        shop.Enrol("2026-01-05T08:00", new OpeningLot { Unit = "point", Amount = 50 });
        shop.Redeem("mug", "2026-01-06T08:00", "x1");
        shop.Redeem("book", "2026-01-06T09:00", "x2");
        foreach (var (redemption, stage, day) in new[] { ("x1", Stage.Shipped, 7), ("x1", Stage.Delivered, 8), ("x2", Stage.Collected, 9) })
            shop.Do(new AdvanceFulfilment { Id = shop.Next(), At = Telling.At($"2026-01-0{day}T08:00"), Redemption = new(redemption), Stage = stage });
        return shop;
    }

    private static Telling Together()
    {
        var shop = Telling.Of("""
            {"program":"shop","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},"household":{"pools":"points"},
             "rewards":{"mug":{"costs":"30 points","gives":{"merchandise":"mug"}}}}
            """);
        shop.Do(new EnrolMember
        {
            Id = shop.Next(),
            At = Telling.At("2026-01-04T08:00"),
            Member = new("mem_bob"),
            Opening = [new OpeningLot { Unit = "point", Amount = 20 }],
        });
        shop.Enrol("2026-01-05T08:00", new OpeningLot { Unit = "point", Amount = 25 });
        shop.Do(new JoinHousehold { Id = shop.Next(), At = Telling.At("2026-01-06T08:00"), Member = Telling.Ada, Household = new("home") });
        shop.Do(new JoinHousehold { Id = shop.Next(), At = Telling.At("2026-01-06T09:00"), Member = new("mem_bob"), Household = new("home") });
        shop.Redeem("mug", "2026-01-08T08:00", "x1");
        shop.Do(new CancelRedemption { Id = shop.Next(), At = Telling.At("2026-01-09T08:00"), Redemption = new("x1"), Reason = "Mistake" });
        shop.Do(new LeaveHousehold { Id = shop.Next(), At = Telling.At("2026-01-10T08:00"), Member = new("mem_bob") });
        return shop;
    }

    private static Telling Two()
    {
        var shop = Telling.Of("""
            {"program":"shop","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},"earning":{"spend":{"give":"1 point per 1.00 EUR"}},
             "rewards":{"mug":{"costs":"30 points","gives":{"merchandise":"mug"}}}}
            """);
        shop.Do(new EnrolMember { Id = shop.Next(), At = Telling.At("2026-01-04T08:00"), Member = new("mem_bob") });
        shop.Enrol("2026-01-05T08:00");
        var basket = shop.Basket("T-1", "2026-01-06T09:00", Telling.Line("A", 4000));
        shop.Do(basket with { Purchase = basket.Purchase with { Member = new("mem_bob") } });
        shop.Do(new MergeMembers { Id = shop.Next(), At = Telling.At("2026-01-07T08:00"), Member = new("mem_bob"), Into = Telling.Ada });
        shop.Redeem("mug", "2026-01-08T08:00", "x1");
        shop.Do(new UnmergeMember { Id = shop.Next(), At = Telling.At("2026-01-09T08:00"), Member = new("mem_bob") });
        shop.Do(new CancelRedemption { Id = shop.Next(), At = Telling.At("2026-01-10T08:00"), Redemption = new("x1"), Reason = "Mistake" });
        return shop;
    }

    private static Telling Card()
    {
        var shop = Telling.Of("""{"program":"shop","zone":"Europe/Brussels","currency":"EUR","units":{"euro":{"money":"EUR","refunds":"to the card"}}}""");
        shop.Enrol("2026-01-05T08:00");
        shop.Buy("S-1", "2026-02-01T09:00", Telling.Line("GC", 5000) with { Loads = new("G1") });
        shop.Do(shop.Basket("S-2", "2026-02-02T09:00", Telling.Line("A", 1000)) with { Stored = [new StoredPayment { Card = new("G1") }] });
        shop.Buy("S-3", "2026-02-03T09:00", Telling.Line("GC", 2000) with { Loads = new("G2") });
        shop.Return("S-3", "2026-02-04T09:00");
        shop.Return("S-2", "2026-02-05T09:00");
        return shop;
    }
}
