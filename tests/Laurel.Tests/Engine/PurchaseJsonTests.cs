using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Laurel.Engine;
using Laurel.Insight.Simulation;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class PurchaseJsonTests
{
    [Fact]
    public void Commands_written_by_hand_are_the_bytes_of_their_shape()
    {
        foreach (var command in Samples.Commands.Concat(Bought()))
            Text(Wire.EncodeCommand(command)).ShouldBe(Text(Wire.ByShape(command)));
        foreach (var purchase in Samples.Commands.Concat(Bought()).OfType<RecordPurchase>())
            Text(Wire.EncodeLines(purchase)!).ShouldBe(Text(Wire.ByShape(purchase.Purchase.Lines)));
    }

    [Fact]
    public void Events_written_by_hand_are_the_bytes_of_their_shape()
    {
        foreach (var happened in Samples.Events)
            Text(Wire.EncodeEvents([happened])).ShouldBe(Text(Wire.ByShape([happened])));
        foreach (var happened in Samples.Events.SelectMany(Variants))
            Text(PurchaseJson.Events([happened])!).ShouldBe(Text(Wire.ByShape([happened])));
    }

    [Fact]
    public void A_list_with_a_rare_event_is_left_to_the_shape() =>
        PurchaseJson.Events([.. Samples.Events.OfType<PurchaseRecorded>(), .. Samples.Events.OfType<MemberEnrolled>()]).ShouldBeNull();

    /// <summary>A property that is added to one of these must be written by hand too, and given in the samples; then the figure follows.</summary>
    [Theory]
    [InlineData(typeof(RecordPurchase), 6)]
    [InlineData(typeof(Purchase), 10)]
    [InlineData(typeof(Line), 12)]
    [InlineData(typeof(Payment), 2)]
    [InlineData(typeof(PurchaseRecorded), 21)]
    [InlineData(typeof(LinePrice), 6)]
    [InlineData(typeof(DiscountGiven), 4)]
    [InlineData(typeof(Miss), 2)]
    [InlineData(typeof(UnitsMoved), 21)]
    [InlineData(typeof(Entry), 2)]
    [InlineData(typeof(LotChange), 6)]
    [InlineData(typeof(Part), 10)]
    [InlineData(typeof(Use), 2)]
    [InlineData(typeof(TierChanged), 5)]
    public void Every_property_is_written_by_hand(Type type, int properties) =>
        type.GetProperties().Count(p => p.CanWrite && p.GetCustomAttribute<JsonIgnoreAttribute>() is null).ShouldBe(properties);

    private static IEnumerable<Command> Bought()
    {
        var sample = Samples.Commands.OfType<RecordPurchase>().First();
        var plain = sample with { Rewards = [], Traits = Traits.None };
        yield return plain;
        yield return plain with { Purchase = plain.Purchase with { At = plain.At, Member = null, Payments = [new("card", 0)], Codes = [] } };
        yield return plain with { Purchase = plain.Purchase with { Channel = "tasse à \"café\" <é> õ \ud83d\ude00 \n", Shopper = null, Lines = [] } };
        foreach (var command in new SampleShop().Commands().OfType<RecordPurchase>().Take(200))
            yield return command;
    }

    /// <summary>The same events with what is usually there left out, and what is usually zero given.</summary>
    private static IEnumerable<Event> Variants(Event happened) => happened switch
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

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
