using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Laurel.Care;
using Laurel.Coalition;
using Laurel.Engine;
using Laurel.Engine.Packing;
using Laurel.Rewards;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine.Packing;

public sealed class PackedEventsTests
{
    [Fact]
    public void Packed_events_say_what_their_json_says()
    {
        foreach (var happened in PackedSamples.Events)
            Json(PackedEvents.Read(PackedEvents.Of([happened])!)).ShouldBe(Json([happened]));
        Json(PackedEvents.Read(PackedEvents.Of(PackedSamples.Events)!)).ShouldBe(Json(PackedSamples.Events));
    }

    [Fact]
    public void What_is_rare_in_an_event_stays_json()
    {
        var bought = PackedSamples.Event<PurchaseRecorded>();
        var moved = PackedSamples.Event<UnitsMoved>();
        var enrolled = PackedSamples.Event<MemberEnrolled>();
        var bob = new MemberId("mem_bob");
        Event[] rare =
        [
            bought with { As = bob }, bought with { Paid = [new(bob, "gift", 5)] }, bought with { Prices = [bought.Prices[0] with { Free = 1 }] },
            bought with { Prices = [bought.Prices[0] with { Own = [5] }] }, bought with { Given = [bought.Given[0] with { Coupon = new("cpn_1") }] },
            moved with { Cause = bought.Purchase }, moved with { As = bob }, moved with { Other = bob }, moved with { Activity = new("act_1") },
            moved with { Issuer = "bakery" }, moved with { Lots = [moved.Lots[0] with { Owner = bob }] }, moved with { Lots = [moved.Lots[0] with { Issuer = "bakery" }] },
            enrolled with { IsCard = true }, enrolled with { Owner = bob }, enrolled with { IsInactive = true }, enrolled with { Spend = 1 },
            enrolled with { Visits = 1 }, enrolled with { Tier = "gold" }, enrolled with { Unlocked = ["gold"] },
            enrolled with { Stood = new(enrolled.At, enrolled.Day) },
            PackedSamples.Event<LinesReturned>() with { As = bob }, PackedSamples.Event<RedemptionReserved>() with { Vouchers = ["0001"] },
            .. Samples.Events.Where(sample => PackedSamples.Events.All(packed => packed.GetType() != sample.GetType())),
        ];
        foreach (var happened in rare)
            Packed.Is(Wire.EncodeEvents([moved, happened])).ShouldBeFalse(Json([happened]));
    }

    [Fact]
    public void Events_that_were_stored_as_json_are_read_and_recognised_still()
    {
        foreach (var happened in PackedSamples.Events)
        {
            Json(Wire.DecodeEvents(Row(Wire.ByShape([happened])))).ShouldBe(Json([happened]));
            Recorded.Is(Row(Wire.ByShape([happened])), Decision.Accept([happened])).ShouldBeTrue();
        }
        var tier = PackedSamples.Event<TierChanged>();
        Recorded.Is(Row(Wire.ByShape([tier])), Decision.Accept([tier with { After = "bronze" }])).ShouldBeFalse();
    }

    [Fact]
    public void The_same_is_always_the_same_bytes() =>
        PackedEvents.Of(PackedEvents.Read(PackedEvents.Of(PackedSamples.Events)!)).ShouldBe(PackedEvents.Of(PackedSamples.Events));

    [Fact]
    public void Packed_events_are_those_that_were_approved() =>
        Approved.Compare("packed-events.txt", PackedSamples.Events.Select(e => (e.GetType().Name, PackedEvents.Of([e])!)));

    [Fact]
    public void Damaged_events_are_refused()
    {
        foreach (var happened in PackedSamples.Events)
            Damage.Try(PackedEvents.Of([happened])!, body => PackedEvents.Read(body));
        Damage.Try(PackedEvents.Of([.. PackedSamples.Events.DistinctBy(e => e.GetType())])!, body => PackedEvents.Read(body));
    }

    [Fact]
    public void A_kind_or_a_word_of_a_later_version_is_refused_by_its_number()
    {
        byte[] oneEventOfKind99 = [1, 1, 99];
        Should.Throw<InvalidDataException>(() => PackedEvents.Read(oneEventOfKind99)).Message.ShouldContain("99");
        var later = PackedSamples.Event<UnitsMoved>() with { Movement = (Movement)77 };
        Should.Throw<InvalidDataException>(() => PackedEvents.Read(PackedEvents.Of([later])!)).Message.ShouldContain("Movement that this version does not know: 77");
    }

    /// <summary>
    /// A property that is added to one of these is looked at in <c>Packing/</c>: what has it is rare and stays JSON, or it is packed as a kind of its
    /// own number. Then the figure follows.
    /// </summary>
    [Theory]
    [InlineData(typeof(RecordPurchase), 8)]
    [InlineData(typeof(Purchase), 10)]
    [InlineData(typeof(Line), 14)]
    [InlineData(typeof(Payment), 2)]
    [InlineData(typeof(EnrolMember), 23)]
    [InlineData(typeof(ReturnLines), 6)]
    [InlineData(typeof(LineBack), 3)]
    [InlineData(typeof(ReserveReward), 14)]
    [InlineData(typeof(CaptureRedemption), 5)]
    [InlineData(typeof(PassTime), 4)]
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
    [InlineData(typeof(MemberEnrolled), 15)]
    [InlineData(typeof(Consent), 6)]
    [InlineData(typeof(ConsentChanged), 4)]
    [InlineData(typeof(ProfileChanged), 4)]
    [InlineData(typeof(LinesReturned), 15)]
    [InlineData(typeof(ReturnedLine), 3)]
    [InlineData(typeof(RewardUnlocked), 4)]
    [InlineData(typeof(RedemptionReserved), 14)]
    [InlineData(typeof(HeldLot), 2)]
    [InlineData(typeof(RedemptionCaptured), 6)]
    [InlineData(typeof(FulfilmentChanged), 7)]
    [InlineData(typeof(MoneyMoved), 16)]
    [InlineData(typeof(MoneyEntry), 2)]
    public void Every_property_is_packed(Type type, int properties) =>
        type.GetProperties().Count(p => p.CanWrite && p.GetCustomAttribute<JsonIgnoreAttribute>() is null).ShouldBe(properties);

    /// <summary>They are packed as numbers: new words come at the end.</summary>
    [Theory]
    [InlineData(typeof(Movement), "Opening,Earned,Redeemed,Expired,Adjusted,TakenBack,GivenBack")]
    [InlineData(typeof(Account), "Members,Issued,Redeemed,Expired,Adjusted,Opening,WrittenOff")]
    [InlineData(typeof(Counting), "PerAmount,ForEveryFull,PerItem,ForEveryFullItems,Fixed,Times,PerMargin,Whole")]
    [InlineData(typeof(Rounding), "Down,Up,HalfUp,HalfEven")]
    [InlineData(typeof(RoundingPlace), "Purchase,Line,Item")]
    [InlineData(typeof(Laurel.Stage), "Issued,Used,Lapsed,Ordered,Shipped,Delivered,Collected")]
    [InlineData(typeof(MoneyPurpose), "Issued,Used,Accepted,Unused,Funded,Settled,Given,PaidOut")]
    public void Words_keep_their_numbers(Type type, string words) => string.Join(',', Enum.GetNames(type)).ShouldStartWith(words);

    private static RecordedRow Row(byte[] events) => new()
    {
        Program = Shop.Id,
        Seq = 1,
        CommandId = "c",
        At = default,
        RecordedAt = default,
        IsTimedByServer = false,
        Actor = "",
        Format = Wire.Format,
        Command = [],
        Events = events,
    };

    private static string Json(IReadOnlyList<Event> events) => Encoding.UTF8.GetString(Wire.ByShape(events));
}
