using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Shouldly;
using Xunit;
using static Laurel.Tests.Deciding.World;

namespace Laurel.Tests.Deciding;

public sealed class HoldoutTests
{
    private const string Half = "units: {point: {}}\noffers: {half: {gives: 50% off, when: {basket: at least 5.00 EUR}, holdout: 20%}}";
    private const int Members = 400;

    [Fact]
    public void About_the_declared_share_of_members_goes_without_and_the_purchase_says_so()
    {
        var world = new World(Half);
        var bought = Enumerable.Range(0, Members).Select(i => Bought(world, $"m{i}")).ToList();
        bought.Count(b => b.Misses.Contains(new Miss("half", "holdout"))).ShouldBeInRange(Members / 10, 3 * Members / 10);
        bought.ShouldAllBe(b => (b.Misses.Count > 0) != (b.Given.Count > 0));
    }

    [Fact]
    public void Who_goes_without_goes_without_for_ever()
    {
        var world = new World(Half);
        var first = Enumerable.Range(0, 60).Select(i => Bought(world, $"m{i}").Given.Count).ToList();
        Enumerable.Range(0, 60).Select(i => Bought(world, $"m{i}", Noon.AddYears(1), enrol: false).Given.Count).ShouldBe(first);
    }

    [Fact]
    public void Nothing_is_withheld_from_a_basket_that_would_have_got_nothing()
    {
        var world = new World(Half);
        var misses = Enumerable.Range(0, 60).SelectMany(i => Bought(world, $"m{i}", price: 100).Misses);
        misses.ShouldAllBe(m => m.Reason == "basket");
    }

    [Fact]
    public void A_withheld_coupon_cannot_be_used()
    {
        var world = new World("units: {point: {}}\noffers: {back: {gives: 50% off, coupons: {for: holder}, holdout: 50%}}");
        var issued = Enumerable.Range(0, 40).Select(i => Issue(world, $"m{i}")).ToList();
        issued.Count(e => e.IsWithheld).ShouldBeInRange(8, 32);
        var withheld = issued.First(e => e.IsWithheld);
        world.Refuse(With(world.Buy("p", Noon, Line(1000)), withheld)).ShouldBe("unknown-code");
        world.Accept(With(world.Buy("q", Noon, Line(1000)), issued.First(e => !e.IsWithheld)));
    }

    [Theory]
    [InlineData("{gives: 50% off, code: SPRING, holdout: 10%}", "holdout-and-promise")]
    [InlineData("{gives: 50% off, coupons: {for: anyone}, holdout: 10%}", "holdout-and-promise")]
    [InlineData("{gives: 50% off, holdout: 60%}", "holdout-share-expected")]
    [InlineData("{gives: 50% off, holdout: some}", "holdout-share-expected")]
    public void What_is_promised_to_everybody_cannot_be_withheld(string offer, string code)
    {
        var (document, _) = Yaml.ReadOne($"program: p\nzone: UTC\ncurrency: EUR\nunits: {{point: {{}}}}\noffers: {{half: {offer}}}");
        DefinitionReader.Read(document!).Problems.ShouldContain(p => p.Code == code);
    }

    private static PurchaseRecorded Bought(World world, string member, DateTimeOffset? at = null, bool enrol = true, long price = 1000)
    {
        if (enrol)
            world.Enrol(member);
        var command = world.Buy($"{member}-{at}", at ?? Noon, Line(price));
        return world.Accept(command with { Purchase = command.Purchase with { Member = new(member) } }).OfType<PurchaseRecorded>().Single();
    }

    private static CouponIssued Issue(World world, string member)
    {
        world.Enrol(member);
        var command = new IssueCoupon { Id = world.Next("issue"), At = Noon, Coupon = new("C" + member), Offer = "back", Member = new(member) };
        return world.Accept(command).OfType<CouponIssued>().Single();
    }

    private static RecordPurchase With(RecordPurchase command, CouponIssued coupon) =>
        command with { Purchase = command.Purchase with { Member = coupon.Member, Codes = [coupon.Coupon.Value] } };
}
