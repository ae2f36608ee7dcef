using Laurel.Engine;
using Laurel.Engine.Packing;
using Laurel.Insight.Simulation;

namespace Laurel.Tests.Engine.Packing;

/// <summary>The samples of kinds that are packed, without what is rare in them, and variants of them.</summary>
internal static class PackedSamples
{
    public static IReadOnlyList<Command> Commands { get; } = [.. Samples.Commands.Select(Plain).OfType<Command>().SelectMany(Variants)];

    public static IReadOnlyList<Event> Events { get; } = [.. Samples.Events.Select(Plain).OfType<Event>().SelectMany(Variants)];

    public static T Command<T>()
        where T : Command => Commands.OfType<T>().First();

    public static T Event<T>()
        where T : Event => Events.OfType<T>().First();

    public static Columns Columns(Command command) => new(
        command.Id, command.At, command.Actor, command.IsTimedByServer, command is RecordPurchase bought ? bought.Purchase.Lines : []);

    public static IEnumerable<RecordPurchase> Bought() => new SampleShop().Commands().OfType<RecordPurchase>().Take(200);

    /// <summary>All of a sample but what is rare in it; null where its kind is not packed.</summary>
    private static Command? Plain(Command command) => command switch
    {
        RecordPurchase c => c with { Rewards = [], Traits = Traits.None, Contributions = [] },
        EnrolMember c => c with
        {
            IsCard = false,
            Owner = null,
            Opening = [],
            Spend = 0,
            Visits = 0,
            Tier = null,
            Rewards = [],
            Memberships = [],
            Inviter = null,
            Partners = [],
            Shopper = new("sho_1"),
            Profile = ["name", "birthday"],
            Consents = [new("marketing", "email", "2026-01", "et", "form") { Since = c.At }, new("marketing", "sms")],
        },
        ReserveReward c => c with { UsesFirst = [], Traits = Traits.None },
        ReturnLines or CaptureRedemption or PassTime => command,
        _ => null,
    };

    private static Event? Plain(Event happened) => happened switch
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
        MemberEnrolled e => e with { IsCard = false, Owner = null, IsInactive = false, Spend = 0, Visits = 0, Tier = null, Unlocked = [], Shopper = new("sho_1") },
        LinesReturned e => e with { As = null, Uses = [new Use("offer", -2)] },
        RedemptionReserved e => e with { Vouchers = [] },
        TierChanged or Laurel.Care.ConsentChanged or Laurel.Care.ProfileChanged or Laurel.Rewards.RewardUnlocked => happened,
        RedemptionCaptured or FulfilmentChanged or Laurel.Coalition.MoneyMoved => happened,
        _ => null,
    };

    /// <summary>The same with what is usually there left out, and what is usually zero given.</summary>
    private static IEnumerable<Command> Variants(Command command) => command switch
    {
        RecordPurchase c =>
        [
            c, c with { Purchase = c.Purchase with { At = c.At, Member = null, Payments = [new("card", 0)], Codes = [] } },
            c with { Purchase = c.Purchase with { Channel = "tasse à \"café\" <é> õ \ud83d\ude00 \n", Shopper = null, Lines = [] } },
        ],
        EnrolMember c => [c, c with { Location = null, Channel = null, HeldOut = false, Shopper = null, Profile = [], Consents = [], IsTimedByServer = true }],
        ReturnLines c => [c, c with { Lines = [] }],
        ReserveReward c => [c, c with { Quantity = 1, Units = null, Until = c.At.AddTicks(7), Item = null, AtOnce = false, Location = null }],
        CaptureRedemption c => [c, c with { Units = null }],
        _ => [command],
    };

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
        MemberEnrolled e => [e, e with { Location = null, Channel = null, HeldOut = false, Shopper = null, At = e.At.ToOffset(TimeSpan.FromHours(-3)) }],
        LinesReturned e => [e, e with { Member = null, Shopper = null, Location = null, Lines = [new(2, 1.50m, 0)], IsWhole = false, Uses = [] }],
        RedemptionReserved e => [e, e with { Unit = null, Amount = 0, Lots = [], Until = null, Purchase = null, Uses = [], Location = null, Item = null }],
        FulfilmentChanged e => [e, .. Enum.GetValues<Laurel.Stage>().Select(stage => e with { Stage = stage, Until = null, Purchase = null })],
        Laurel.Rewards.RewardUnlocked e => [e, e with { IsLost = false }],
        Laurel.Coalition.MoneyMoved e =>
        [
            e, new Laurel.Coalition.MoneyMoved { At = e.At, Purpose = e.Purpose, Entries = [] },
            .. Enum.GetValues<Laurel.Coalition.MoneyPurpose>().Select(purpose => e with { Purpose = purpose }),
        ],
        _ => [happened],
    };
}
