using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Laurel.Engine;
using Laurel.Engine.Packing;
using Laurel.Insight.Simulation;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine.Packing;

public sealed class PackedPurchaseTests
{
    [Fact]
    public void Packed_commands_say_what_their_json_says()
    {
        foreach (var purchase in Samples.Commands.Concat(Bought()).OfType<RecordPurchase>())
        {
            if (PackedPurchase.Command(purchase) is { } packed)
                Json(PackedPurchase.ReadCommand(packed, Columns(purchase), purchase.Purchase.Lines)).ShouldBe(Json(purchase));
            var lines = PackedPurchase.Lines(purchase.Purchase.Lines)!;
            Text(Wire.ByShape(PackedPurchase.ReadLines(lines))).ShouldBe(Text(Wire.ByShape(purchase.Purchase.Lines)));
        }
    }

    private static Columns Columns(RecordPurchase purchase) => new(purchase.Id, purchase.At, purchase.Actor, purchase.IsTimedByServer);

    [Fact]
    public void Packed_events_say_what_their_json_says()
    {
        foreach (var happened in Samples.Events.SelectMany(Variants))
            Text(Wire.ByShape(PackedEvents.Read(PackedEvents.Of([happened])!))).ShouldBe(Text(Wire.ByShape([happened])));
    }

    [Theory]
    [InlineData("214748.36")]
    [InlineData("214748.37")]
    [InlineData("42949672.96")]
    [InlineData("9000000000000.005")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-0.9999999999999999999999999999")]
    public void A_price_of_any_size_is_read_back_digit_for_digit(string price)
    {
        var line = new Line { Number = 1, Sku = "CAR", UnitPrice = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture) };
        var read = PackedPurchase.ReadLines(PackedPurchase.Lines([line])!)[0];
        decimal.GetBits(read.UnitPrice).ShouldBe(decimal.GetBits(line.UnitPrice));
    }

    [Fact]
    public void What_is_rare_stays_json()
    {
        var rare = Samples.Commands.OfType<RecordPurchase>().First();
        PackedPurchase.IsPacked(Wire.EncodeCommand(rare)).ShouldBeFalse();
        foreach (var happened in Samples.Events.Where(e => e is not TierChanged))
            PackedPurchase.IsPacked(Wire.EncodeEvents([happened])).ShouldBeFalse();
        PackedPurchase.IsPacked(Wire.EncodeCommand(rare with { Rewards = [], Traits = Traits.None, Contributions = [] })).ShouldBeTrue();
        PackedPurchase.Command(rare with { Rewards = [], Traits = Traits.None, Contributions = [new() { Giving = "round-up" }] }).ShouldBeNull();
        PackedPurchase.Command(rare with { Rewards = [], Traits = Traits.None, Contributions = [], Stored = [new()] }).ShouldBeNull();
        PackedPurchase.Lines([rare.Purchase.Lines[0] with { Loads = new("G1") }]).ShouldBeNull();
    }

    [Fact]
    public void The_same_is_always_the_same_bytes()
    {
        var happened = Samples.Events.SelectMany(Variants).ToList();
        PackedEvents.Of(PackedEvents.Read(PackedEvents.Of(happened)!)).ShouldBe(PackedEvents.Of(happened));
    }

    [Fact]
    public void Packed_bodies_are_those_that_were_approved()
    {
        var bodies = Samples.Events.SelectMany(Variants).Take(5).Select(e => Convert.ToHexStringLower(PackedEvents.Of([e])!))
            .Append(Convert.ToHexStringLower(PackedPurchase.Command(Bought().First())!))
            .Append(Convert.ToHexStringLower(PackedPurchase.Lines(((RecordPurchase)Bought().First()).Purchase.Lines)!));
        var approved = Path.Combine(SharedFolder.Repository, "tests", "Laurel.Tests", "Engine", "Approved", "packed-1.txt");
        string.Join('\n', bodies).ShouldBe(File.ReadAllText(approved).TrimEnd());
    }

    [Fact]
    public void A_body_that_ends_too_early_is_damaged()
    {
        var whole = PackedEvents.Of([.. Samples.Events.OfType<UnitsMoved>().SelectMany(Variants)])!;
        for (var length = 1; length < whole.Length; length++)
            Should.Throw<InvalidDataException>(() => PackedEvents.Read(whole[..length]));
        Should.Throw<InvalidDataException>(() => PackedEvents.Read([99, .. whole[1..]])).Message.ShouldContain("99");
    }

    /// <summary>
    /// A property that is added to one of these is looked at in <see cref="PackedEvents"/> or <see cref="PackedPurchase"/>: an event that has it
    /// is rare and stays JSON, or it is packed as a new version of the body. Then the figure follows.
    /// </summary>
    [Theory]
    [InlineData(typeof(RecordPurchase), 8)]
    [InlineData(typeof(Purchase), 10)]
    [InlineData(typeof(Line), 13)]
    [InlineData(typeof(Payment), 2)]
    [InlineData(typeof(PurchaseRecorded), 23)]
    [InlineData(typeof(LinePrice), 7)]
    [InlineData(typeof(DiscountGiven), 5)]
    [InlineData(typeof(Miss), 2)]
    [InlineData(typeof(UnitsMoved), 24)]
    [InlineData(typeof(Entry), 2)]
    [InlineData(typeof(LotChange), 8)]
    [InlineData(typeof(Part), 10)]
    [InlineData(typeof(Use), 2)]
    [InlineData(typeof(TierChanged), 5)]
    public void Every_property_is_packed(Type type, int properties) =>
        type.GetProperties().Count(p => p.CanWrite && p.GetCustomAttribute<JsonIgnoreAttribute>() is null).ShouldBe(properties);

    /// <summary>They are packed as numbers: new words come at the end.</summary>
    [Theory]
    [InlineData(typeof(Movement), "Opening,Earned,Redeemed,Expired,Adjusted,TakenBack,GivenBack")]
    [InlineData(typeof(Account), "Members,Issued,Redeemed,Expired,Adjusted,Opening,WrittenOff")]
    [InlineData(typeof(Counting), "PerAmount,ForEveryFull,PerItem,ForEveryFullItems,Fixed,Times,PerMargin,Whole")]
    [InlineData(typeof(Rounding), "Down,Up,HalfUp,HalfEven")]
    [InlineData(typeof(RoundingPlace), "Purchase,Line,Item")]
    public void Words_keep_their_numbers(Type type, string words) => string.Join(',', Enum.GetNames(type)).ShouldStartWith(words);

    private static IEnumerable<Command> Bought()
    {
        var sample = Samples.Commands.OfType<RecordPurchase>().First();
        var plain = sample with { Rewards = [], Traits = Traits.None, Contributions = [] };
        yield return plain;
        yield return plain with { Purchase = plain.Purchase with { At = plain.At, Member = null, Payments = [new("card", 0)], Codes = [] } };
        yield return plain with { Purchase = plain.Purchase with { Channel = "tasse à \"café\" <é> õ \ud83d\ude00 \n", Shopper = null, Lines = [] } };
        foreach (var command in new SampleShop().Commands().OfType<RecordPurchase>().Take(200))
            yield return command;
    }

    /// <summary>The same events with what is usually there left out, and what is usually zero given.</summary>
    private static IEnumerable<Event> Variants(Event happened) => VariantsOf(happened switch
    {
        PurchaseRecorded e => e with { As = null, Prices = [.. e.Prices.Select(p => p with { Free = 0 })], Given = [.. e.Given.Select(g => g with { Coupon = null })] },
        UnitsMoved e => e with
        {
            Cause = null,
            As = null,
            Other = null,
            Activity = null,
            Issuer = null,
            Lots = [.. e.Lots.Select(l => l with { Owner = null, Issuer = null })],
        },
        _ => happened,
    });

    private static IEnumerable<Event> VariantsOf(Event happened) => happened switch
    {
        PurchaseRecorded e => [e, e with { Given = [], Misses = [], Uses = [], Tier = null, Joined = null, Earlier = 0, Prices = [new(0, 0, 0, 0, 0)] }],
        UnitsMoved e =>
        [
            e, e with { Lots = [], Uses = [], Entries = [new(default, 0)], Counted = 0, Day = default, Version = 0, Owed = -3, Return = null },
            .. Enum.GetValues<Counting>().Select(c => e with { Parts = [new() { Rule = "r", Amount = 0, Counting = c, Base = 1.50m, Give = 0.0m }] }),
            .. Enum.GetValues<Movement>().Select(m => e with { Movement = m, Lots = [e.Lots[0] with { Expires = null, Purchase = null }] }),
        ],
        TierChanged e => [e, e with { Unlocked = [] }],
        _ => [],
    };

    private static string Json(RecordPurchase purchase) => Text(Wire.ByShape(purchase with
    {
        At = default,
        Purchase = purchase.Purchase with
        {
            At = purchase.Purchase.At == purchase.At ? default : purchase.Purchase.At,
        }
    }));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
