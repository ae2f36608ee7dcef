using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Laurel.Insight.Simulation;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Simulation;

public sealed class SampleShopTests
{
    private static readonly SampleShopOptions Small = new() { People = 400, Days = 90, LaunchDay = 20, PassersByADay = 3 };
    private static SampleYear Year => SampleYear.Default;

    [Fact]
    public void The_same_seed_gives_the_same_shop_on_every_machine() =>
        Fingerprint(Small).ShouldBe("e86ae3e38459e571");

    [Fact]
    public void Another_seed_gives_another_shop() => Fingerprint(Small with { Seed = 2 }).ShouldNotBe(Fingerprint(Small));

    [Fact]
    public void More_people_do_not_change_those_who_were_there()
    {
        var some = Of(Small with { PassersByADay = 0 });
        var more = Of(Small with { PassersByADay = 0, People = 500 });
        some.ShouldBeSubsetOf(more);
        more.Count.ShouldBeGreaterThan(some.Count);

        static HashSet<string> Of(SampleShopOptions options) => [.. new SampleShop(options).Commands()
            .OfType<RecordPurchase>()
            .Select(record => $"{record.At:O} {string.Join(',', record.Purchase.Lines.Select(l => l.Sku))}")];
    }

    [Fact]
    public void A_year_has_over_200_000_purchases_of_over_20_000_people()
    {
        Year.Purchases.ShouldBeGreaterThanOrEqualTo(200_000);
        Year.People.Count.ShouldBeGreaterThanOrEqualTo(20_000);
        Year.Last.ShouldBeInRange(new(2025, 12, 31, 12, 0, 0, default), new(2025, 12, 31, 23, 0, 0, default));
    }

    [Fact]
    public void Commands_come_in_time_order_and_none_twice()
    {
        Year.IsInTimeOrder.ShouldBeTrue();
        Year.IsUnique.ShouldBeTrue();
    }

    [Fact]
    public void Two_or_three_purchases_in_a_hundred_come_back_and_some_of_them_in_part()
    {
        (Year.Returns / (double)Year.Purchases).ShouldBeInRange(0.02, 0.03);
        (Year.PartialReturns / (double)Year.Returns).ShouldBeInRange(0.5, 0.9);
    }

    [Fact]
    public void December_is_busy_and_August_is_quiet()
    {
        var mean = Year.Purchases / 12.0;
        Year.ByMonth[12].ShouldBeGreaterThan((int)(1.3 * mean));
        Year.ByMonth[8].ShouldBeLessThan((int)(0.9 * mean));
    }

    [Fact]
    public void Chocolate_sells_in_February_as_in_no_other_month_but_April_and_December()
    {
        var share = Enumerable.Range(1, 12)
            .ToDictionary(month => month, month => Year.ByCategory[("chocolate", month)] / (double)Year.ByMonth[month]);
        share.OrderByDescending(pair => pair.Value).Take(3).Select(pair => pair.Key).Order().ShouldBe([2, 4, 12]);
    }

    [Fact]
    public void Baskets_are_those_of_a_cafe_with_a_delicatessen()
    {
        (Year.Turnover / (double)Year.Purchases).ShouldBeInRange(1200, 2200);
        Year.ByKind.Keys.Order().ShouldBe(["gift-card", "product", "shipping"]);
        Year.ByCategory.Keys.Select(k => k.Category).Distinct().Order()
            .ShouldBe(["bakery", "chocolate", "coffee", "deli", "gifts", "tea", "wine"]);
        (Year.ByLocation["online"] / (double)Year.Purchases).ShouldBeInRange(0.05, 0.2);
    }

    [Fact]
    public void One_member_in_ten_is_held_out_and_a_part_of_the_baskets_is_nobodys()
    {
        (Year.HeldOut / (double)Year.Enrolled).ShouldBeInRange(0.085, 0.115);
        (Year.Enrolled / (double)new SampleShopOptions().People).ShouldBeInRange(0.41, 0.43);
        (Year.Anonymous / (double)Year.Purchases).ShouldBeInRange(0.1, 0.35);
        Year.ByMembers.ShouldBeGreaterThan(Year.Purchases / 5);
        Year.Redemptions.ShouldBeGreaterThan(2_000);
    }

    [Fact]
    public void Nothing_happens_outside_opening_hours_or_before_joining()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");
        var members = new HashSet<MemberId>();
        foreach (var command in new SampleShop(Small with { People = 2_000, From = new(2025, 2, 1) }).Commands())
        {
            (command is EnrolMember || command.About is not { } about || members.Contains(about)).ShouldBeTrue();
            TimeZoneInfo.ConvertTime(command.At, zone).Hour.ShouldBeGreaterThanOrEqualTo(7);
            if (command is EnrolMember enrol)
                members.Add(enrol.Member).ShouldBeTrue();
        }
        members.Count.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Goods_come_back_after_they_were_bought_and_at_most_once()
    {
        var bought = new HashSet<PurchaseId>();
        var returns = 0;
        foreach (var command in new SampleShop(Small with { People = 4_000 }).Commands())
        {
            if (command is RecordPurchase record)
                bought.Add(record.Purchase.Id);
            if (command is ReturnLines back && ++returns > 0)
                bought.Remove(back.Of).ShouldBeTrue();
        }
        returns.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Payments_add_up_to_the_basket()
    {
        foreach (var record in new SampleShop(Small).Commands().OfType<RecordPurchase>())
        {
            var total = record.Purchase.Lines.Sum(line => Round.Money(line.UnitPrice * line.Quantity) - line.Discount);
            record.Purchase.Payments.Sum(payment => payment.Amount).ShouldBe(total);
        }
    }

    [Fact]
    public void Every_member_has_a_card_of_her_own_that_reaches_nobody()
    {
        var shop = new SampleShop();
        var cards = Enumerable.Range(0, 2_000).Select(person => shop.CardOf(shop.MemberOf(person))).ToList();
        cards.ShouldAllBe(card => card.Email.EndsWith("@example.org") && card.Email.All(char.IsAscii) && !card.Email.Contains(' '));
        cards.Select(card => card.Email).Distinct().Count().ShouldBe(cards.Count);
        cards.GroupBy(card => card.Language).Count().ShouldBe(4);
        shop.CardOf(shop.MemberOf(7)).ShouldBe(new SampleShop().CardOf(shop.MemberOf(7)));
    }

    [Fact]
    public void A_share_over_one_is_refused_with_its_name() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SampleShop(new() { JoinShare = 1.2 })).Message.ShouldContain("JoinShare");

    // Over the facts of every command, in a form that no change of its type alters.
    private static string Fingerprint(SampleShopOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var command in new SampleShop(options).Commands())
            hash.AppendData(Encoding.UTF8.GetBytes($"{command.Id.Value} {command.At.UtcTicks} {command.NaturalKey} {Body(command)}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static string Body(Command command) => command switch
    {
        RecordPurchase { Purchase: var p } => $"{p.Member} {p.Shopper} " + string.Join(' ', p.Lines.Select(line =>
            string.Create(CultureInfo.InvariantCulture, $"{line.Sku}*{line.Quantity}@{line.UnitPrice}"))),
        EnrolMember enrol => $"{enrol.Location} {enrol.Channel} {enrol.HeldOut}",
        ReserveReward reserve => $"{reserve.Member} {reserve.Reward}",
        ReturnLines back => $"{back.Of} {back.Lines.Count}",
        _ => "",
    };
}
