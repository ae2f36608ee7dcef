using Laurel.Memberships;
using Laurel.Referrals;

namespace Laurel.Tests.Explaining;

/// <summary>Histories in which every kind of movement and event happens at least once.</summary>
internal static class Stories
{
    private static readonly OpeningLot Opening = new() { Unit = "bean", Amount = 60, Expires = Telling.At("2026-06-30T22:00") };

    public static readonly IReadOnlyList<(string Name, Telling Telling)> All =
    [
        ("a year at the café", Year()), ("limits, gifts and multipliers", Limits()), ("returns: only pending", Returns("only pending")),
        ("returns: within balance", Returns("within balance")), ("a card of stamps", Card()), ("codes and activities", Codes()),
        .. LedgerStories.All,
        .. CoalitionStories.All,
        .. GameStories.All,
        .. CareStories.All,
        ("a club that is paid for", Club()), ("a friend who was invited", Friends()), ("a rule that was renamed", Renamed()),
    ];

    private const string Plans = """
        {"program":"club","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},
         "earning":{"spend":{"give":"1 point per 1.00 EUR"}},
         "offers":{"member-price":{"gives":"1.00 EUR off each item"}},
         "memberships":{
           "monthly":{"fee":"9.00 EUR a month","name":"Monthly","trial":"30 days","grace":"7 days","gives":"member-price"},
           "yearly":{"fee":"73.00 EUR for 365 days","name":"Yearly","cancel":"refund unused days","gives":"member-price"}}}
        """;

    /// <summary>Tried, paid, saved with, renewed, changed, paid back, cancelled, unpaid and undone.</summary>
    private static Telling Club()
    {
        var club = Telling.Of(Plans);
        club.Enrol("2026-01-05T08:00");
        club.Do(Asked(new BuyMembership { Id = club.Next(), At = default, Member = Telling.Ada, Plan = "monthly" }, "2026-01-06T09:00"));
        club.Do(Asked(new RenewMembership { Id = club.Next(), At = default, Member = Telling.Ada, Plan = "monthly" }, "2026-02-01T09:00"));
        club.Buy("C-1", "2026-02-06T09:00", Telling.Line("A", 1000, 2));
        club.Return("C-1", "2026-02-07T09:00", new LineBack { Sku = "A", Quantity = 1 });
        club.Do(Asked(new ChangeMembership { Id = club.Next(), At = default, Member = Telling.Ada, Plan = "monthly", To = "yearly" }, "2026-02-08T09:00"));
        club.Do(Asked(new RefundMembershipFee
        {
            Id = club.Next(),
            At = default,
            Member = Telling.Ada,
            Plan = "yearly",
            Amount = 100,
            Reason = "Late delivery",
        }, "2026-02-09T09:00"));
        club.Do(Asked(new CancelMembership { Id = club.Next(), At = default, Member = Telling.Ada, Plan = "yearly" }, "2026-05-18T09:00"));
        club.Do(Asked(new RenewMembership { Id = club.Next(), At = default, Member = Telling.Ada, Plan = "monthly" }, "2026-06-01T09:00"));
        club.Do(Asked(new CancelMembership { Id = club.Next(), At = default, Member = Telling.Ada, Plan = "monthly" }, "2026-06-02T09:00"));
        club.Pass("2026-07-02T09:00");
        club.Do(Asked(new RenewMembership { Id = club.Next(), At = default, Member = Telling.Ada, Plan = "monthly" }, "2026-07-03T09:00"));
        club.Do(Asked(new FailMembershipFee { Id = club.Next(), At = default, Member = Telling.Ada, Plan = "monthly", Reason = "No cover" }, "2026-07-05T09:00"));
        club.Pass("2026-08-02T09:00");
        club.Do(Asked(new BuyMembership { Id = club.Next(), At = default, Member = Telling.Ada, Plan = "yearly" }, "2026-08-03T09:00"));
        club.Do(Asked(new VoidMembership { Id = club.Next(), At = default, Member = Telling.Ada, Plan = "yearly", Reason = "Mistyped" }, "2026-08-03T10:00"));
        return club;
    }

    private const string Invitations = """
        {"program":"club","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},
         "referral":{"inviter":"100 points","friend":"50 points","after":"14 days after first purchase"}}
        """;

    /// <summary>Ada is invited, buys, and brings it back.</summary>
    private static Telling Friends()
    {
        var club = Telling.Of(Invitations);
        club.Do(new EnrolMember { Id = club.Next(), At = Telling.At("2026-01-04T08:00"), Member = new("bob") });
        club.Enrol("2026-01-05T08:00");
        club.Do(new SetInviter { Id = club.Next(), At = Telling.At("2026-01-05T09:00"), Member = Telling.Ada, Inviter = new("bob") });
        club.Buy("F-1", "2026-01-06T09:00", Telling.Line("A", 1000));
        club.Return("F-1", "2026-01-07T09:00");
        return club;
    }

    private static Command Asked(Command command, string at) => command with { At = Telling.At(at) };

    private static Telling Year()
    {
        var cafe = new Telling(Program.Of(Telling.Read("lumiere.json")));
        cafe.Enrol("2026-01-05T08:00", Opening, new OpeningLot { Unit = "stamp", Amount = -1 });
        cafe.Bring("stamp", earned: 3, redeemed: 4, "2026-01-06T08:00");
        cafe.Bring("stamp", earned: 2, redeemed: 0, "2026-01-07T08:00");
        cafe.Buy("R-1", "2026-03-03T09:10", Telling.Line("COF-ESP", 940, category: "coffee", label: "own-brand", cost: 500));
        cafe.Buy("R-2", "2026-03-04T09:00", Telling.Line("BAG-1KG", 2000, 2));
        cafe.Redeem("espresso", "2026-03-20T10:00", "red-1");
        cafe.Return("R-2", "2026-03-21T11:00", new LineBack { Sku = "BAG-1KG", Quantity = 1 });
        cafe.Adjust("bean", 1, "Sorry for the wait", "2026-03-22T09:00");
        cafe.Redeem("espresso", "2026-04-01T10:00", "red-2", atOnce: false, until: "2026-04-01T12:30");
        cafe.Pass("2026-04-01T13:00");
        cafe.Redeem("espresso", "2026-04-02T10:00", "red-3");
        cafe.Cancel("red-3", "Machine broken", "2026-04-02T11:00");
        cafe.Adjust("bean", -9, "Booked twice", "2026-04-03T09:00");
        cafe.Redeem("espresso", "2026-04-04T10:00", "red-4", atOnce: false);
        cafe.Release("red-4", "2026-04-04T10:05");
        cafe.Assign("gold", "Jury prize", "2026-04-05T10:00");
        cafe.Buy("R-3", "2026-04-07T09:00", Telling.Line("COF-LAT", 450, 3, category: "coffee"));
        cafe.Assign(null, "Prize is over", "2026-04-08T10:00");
        Spend(cafe);
        cafe.Pass("2028-06-30T10:00");
        cafe.Switch(Accounts.AccountState.Off, "Lost her card", "2028-07-01T10:00");
        return cafe;
    }

    /// <summary>Uses all there is, returns what earned it, and earns again.</summary>
    private static void Spend(Telling cafe)
    {
        cafe.Buy("R-4", "2026-05-01T09:00", Telling.Line("MACHINE", 50000));
        cafe.Adjust("bean", -400, "Moved to her sister", "2026-05-20T09:00");
        cafe.Redeem("meal", "2026-05-30T09:00", "red-20");
        cafe.Redeem("tasting-evening", "2026-05-30T09:30", "red-21");
        cafe.Return("R-4", "2026-05-31T09:00");
        cafe.Buy("R-5", "2026-06-01T09:00", Telling.Line("BAG-1KG", 2000));
        var brought = Telling.Line("BAG-1KG", 2000, -1) with { Number = 2 };
        cafe.Buy("R-6", "2026-06-02T09:00", Telling.Line("COF-ESP", 250, 2, category: "coffee"), brought);
    }

    private const string Shop = """
        {"program":"shop","zone":"Europe/Brussels","currency":"EUR",
         "units":{"point":{"decimals":"2","returns":"RETURNS","expires":"30 days after earning","limit":"900 points per member per month"}},
         "earning":{
           "spend":{"give":"1 point per 1.00 EUR","round":"half up per line","limit":"20 points per member per day"},
           "steps":{"give":"2 points for every full 10.00 EUR","round":"up per line"},
           "kilo":{"give":"0.125 point per item","round":"half even per item"},
           "triple":{"multiply":"steps","by":"2.5","when":{"day":"friday"}},
           "gift":{"give":"1 point"},
           "abroad":{"give":"1 point per 100 JPY"}},
         "tiers":{"counts":"points earned ever","levels":{"base":{},"star":{"at":"25 points","gives":"5 points"}}},
         "rewards":{"euro":{"costs":"1 point each","gives":"0.10 EUR off each","base":"yes"}}}
        """;

    /// <summary>Two cards fill: one cup is used and comes back, one is revoked; another one lapses.</summary>
    private static Telling Card()
    {
        var cafe = Telling.Of("""
            {"program":"cafe","zone":"Europe/Brussels","currency":"EUR","units":{"stamp":{}},
             "earning":{"cup":{"give":"1 stamp for every item"}},
             "rewards":{"tenth-cup":{"costs":"3 stamps","gives":{"product":"COF"},"issue":"at once","lasts":"30 days"}}}
            """);
        cafe.Enrol("2026-01-05T08:00");
        cafe.Buy("C-1", "2026-01-06T09:00", Telling.Line("COF", 250, 7));
        cafe.Do(cafe.Basket("C-2", "2026-01-07T09:00", Telling.Line("COF", 250, 2)) with { Rewards = [new RewardInBasket { Reward = "tenth-cup" }] });
        cafe.Return("C-2", "2026-01-08T09:00");
        cafe.Return("C-1", "2026-01-09T09:00", new LineBack { Sku = "COF", Quantity = 2 });
        cafe.Pass("2026-03-01T09:00");
        return cafe;
    }

    /// <summary>A welcome, a review, and a code that was issued.</summary>
    private static Telling Codes()
    {
        var shop = Telling.Of("""
            {"program":"shop","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},
             "earning":{"hello":{"give":"20 points","when":{"activity":"joining"}},"review":{"give":"5 points","when":{"activity":["review","survey"]}}},
             "offers":{"back":{"gives":"10% off","coupons":{"lasts":"30 days"}}}}
            """);
        shop.Enrol("2026-01-05T08:00");
        var ada = shop.Basket("C-2", "2026-01-07T09:00", Telling.Line("A", 1000)).Purchase.Member!.Value;
        shop.Do(new RecordActivity { Id = shop.Next(), At = Telling.At("2026-01-06T08:00"), Activity = new("act-1"), Member = ada, What = "review" });
        shop.Do(new IssueCoupon { Id = shop.Next(), At = Telling.At("2026-01-06T09:00"), Coupon = new("cpn-1"), Offer = "back", Member = ada });
        var basket = shop.Basket("C-2", "2026-01-07T09:00", Telling.Line("A", 1000));
        shop.Do(basket with { Purchase = basket.Purchase with { Codes = ["cpn-1"] } });
        return shop;
    }

    private static Telling Limits()
    {
        var shop = Telling.Of(Shop.Replace("RETURNS", "arrears"));
        shop.Enrol("2026-01-05T08:00");
        shop.Buy("S-1", "2026-01-09T09:00", Telling.Line("A", 3255, 1.4m));
        var yen = shop.Basket("S-2", "2026-01-10T09:00", Telling.Line("B", 12345));
        shop.Do(yen with { Purchase = yen.Purchase with { Currency = "JPY" } });
        shop.Return("S-1", "2026-01-11T09:00", new LineBack { Sku = "A", Quantity = 0.5m });
        shop.Pass("2026-12-01T00:00");
        return shop;
    }

    private static Telling Returns(string policy)
    {
        var shop = Telling.Of(Shop.Replace("RETURNS", policy));
        shop.Enrol("2026-01-05T08:00");
        shop.Buy("S-1", "2026-01-06T09:00", Telling.Line("A", 1000, 2));
        shop.Buy("S-2", "2026-01-07T09:00", Telling.Line("B", 100));
        shop.Do(shop.Basket("S-3", "2026-01-08T09:00", Telling.Line("C", 180)) with { Rewards = [new RewardInBasket { Reward = "euro" }] });
        shop.Return("S-1", "2026-01-09T09:00", new LineBack { Sku = "A", Quantity = 1 });
        shop.Return("S-3", "2026-01-10T09:00");
        shop.Return("S-1", "2026-03-09T09:00");
        return shop;
    }

    /// <summary>The rule of the purchase is gone when the goods come back.</summary>
    private static Telling Renamed()
    {
        var shop = new Telling(Program.Empty("shop"));
        Publish(shop, "2026-01-01T00:00", Shop.Replace("RETURNS", "arrears"));
        shop.Enrol("2026-01-05T08:00");
        shop.Buy("S-1", "2026-01-06T09:00", Telling.Line("A", 1000, 2));
        var other = Shop.Replace("RETURNS", "arrears").Replace("\"spend\"", "\"shopping\"").Replace("1 point per", "9 points per");
        Publish(shop, "2026-01-07T00:00", other);
        shop.Return("S-1", "2026-01-08T09:00");
        return shop;
    }

    private static void Publish(Telling shop, string from, string definition) =>
        shop.Do(new PublishDefinition { Id = shop.Next(), At = Telling.At(from), From = Telling.At(from), Definition = definition });
}
