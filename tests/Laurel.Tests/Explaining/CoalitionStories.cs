using Laurel.Coalition;
using Laurel.Giving;

namespace Laurel.Tests.Explaining;

/// <summary>A history between partners.</summary>
internal static class CoalitionStories
{
    public static readonly IReadOnlyList<(string Name, Telling Telling)> All = [("causes that get something", Causes()), ("partners that issue, accept and settle", Partners())];

    private static Telling Partners()
    {
        var shop = Telling.Of("""
            {"program":"shop","zone":"Europe/Brussels","currency":"EUR","units":{"point":{"expires":"30 days after earning"}},
             "partners":{"bakery":{"name":"The Bakery","issues at":"0.010 EUR","accepts at":"0.008 EUR","consent":"required"},
                         "cafe":{"issues at":"0.010 EUR","accepts at":"0.008 EUR","pays":"when used"},"oatly":{"issues":"no","accepts":"no"}},
             "clearing":{"breakage":"operator"},
             "earning":{"spend":{"give":"10 points per 1.00 EUR","paid by":{"oatly":"25%","us":"rest"}}},
             "rewards":{"mug":{"costs":"100 points","gives":{"merchandise":"mug"}}}}
            """);
        shop.Enrol("2026-01-05T08:00");
        shop.Do(new AgreeToPartner { Id = shop.Next(), At = Telling.At("2026-01-06T08:00"), Member = new("ada"), Partner = "bakery" });
        Buy(shop, "S-1", "2026-02-01T09:00", "bakery");
        Buy(shop, "S-2", "2026-02-01T10:00", "cafe");
        shop.Do(new ReserveReward
        {
            Id = shop.Next(),
            At = Telling.At("2026-02-02T09:00"),
            Redemption = new("X-1"),
            Member = new("ada"),
            Reward = "mug",
            AtOnce = true,
            Location = "cafe",
            UsesFirst = ["cafe"],
        });
        shop.Pass("2026-03-20T08:00");
        shop.Do(new SettleClearing { Id = shop.Next(), At = Telling.At("2026-03-31T08:00"), Settlement = "2026-03" });
        shop.Do(new AgreeToPartner { Id = shop.Next(), At = Telling.At("2026-04-01T08:00"), Member = new("ada"), Partner = "bakery", Agrees = false });
        return shop;
    }

    private static Telling Causes()
    {
        var shop = Telling.Of("""
            {"program":"shop","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},"causes":{"shelter":{"name":"The shelter"}},
             "giving":{"trees":{"give":"0.50 EUR for every full 10.00 EUR","to":"woods"},"round-up":{"asks":"to next 1.00 EUR","to":"shelter"}}}
            """);
        shop.Enrol("2026-01-05T08:00");
        shop.Do(shop.Basket("S-1", "2026-02-01T09:00", Telling.Line("A", 2140)) with { Contributions = [new Contribution { Giving = "round-up" }] });
        shop.Return("S-1", "2026-02-02T09:00");
        shop.Do(new Laurel.Giving.PayCause { Id = shop.Next(), At = Telling.At("2026-03-01T09:00"), Cause = "shelter", Reference = "bank-1" });
        return shop;
    }

    private static void Buy(Telling shop, string id, string at, string location)
    {
        var basket = shop.Basket(id, at, Telling.Line("A", 2000));
        shop.Do(basket with { Purchase = basket.Purchase with { Location = location } });
    }
}
