using System.Text.Json;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Replaying;
using Laurel.Households;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine.Replaying;

public sealed class ReplayTests
{
    [Fact]
    public async Task Under_its_own_definition_it_is_what_was_recorded_bit_for_bit()
    {
        await using var shop = await Filled();
        var replay = new Replay(shop.Writer.Reader, Shop.Id, shop.Writer.Programs[Shop.Id]);
        var count = 0;
        foreach (var replayed in await replay.All())
        {
            Json(replayed.Decision).ShouldBe(Json(replayed.Recorded));
            count++;
        }
        count.ShouldBe(6);
        var live = await shop.Writer.Reader.Read<Member>(Shop.Id, Key.Member(new MemberId("ada")));
        Json(replay.Document(Key.Member(new MemberId("ada")))).ShouldBe(Json<Document?>(live.Document));
    }

    [Fact]
    public async Task Under_another_definition_refusals_may_become_effects()
    {
        await using var shop = await Filled();
        var generous = Program.Of(DefinitionReader.ReadTrusted(Shop.Definition.Replace("1 point per", "5 points per")));
        var replay = new Replay(shop.Writer.Reader, Shop.Id, generous);
        var refused = 0;
        foreach (var replayed in await replay.All())
            refused += replayed.Decision.IsAccepted ? 0 : 1;
        refused.ShouldBe(0);
        replay.Documents.OfType<Member>().Single().Account("point").Booked.ShouldBe(5 * 15 - 40);
        (await shop.Balance("ada")).ShouldBe(15);
    }

    [Fact]
    public async Task What_was_refused_and_then_accepted_happens_once()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Redeem("d1", "ada"));
        await shop.Decide(Shop.Adjust("ada", 100, "a1"));
        await shop.Decide(Shop.Redeem("d1", "ada") with { Id = new CommandId("again") });
        var free = Program.Of(DefinitionReader.ReadTrusted(Shop.Definition.Replace("40 points", "0 points")));
        var replay = new Replay(shop.Writer.Reader, Shop.Id, free);
        var decided = new List<long>();
        foreach (var replayed in await replay.All())
            decided.Add(replayed.Seq);
        decided.ShouldBe([2, 3, 4]);
    }

    [Fact]
    public async Task It_can_be_stopped()
    {
        await using var shop = await Filled();
        using var stop = new CancellationTokenSource();
        var replay = new Replay(shop.Writer.Reader, Shop.Id, shop.Writer.Programs[Shop.Id]);
        await Should.ThrowAsync<OperationCanceledException>(() => replay.Run(() => this, (_, _) => stop.Cancel(), cancellation: stop.Token));
    }

    [Fact]
    public async Task A_late_purchase_lifts_what_others_of_her_household_bought_after_it()
    {
        var definition = Shop.Definition.Replace(
            """
            "rewards":{
            """,
            """
            "household":{"at most":"4 members"},
            "tiers":{"counts":"spend in the last 12 months","counted":"per household","levels":{"plain":{},"gold":{"at":"50.00 EUR"}} },
            "rewards":{
            """).Replace("\"earning\":{", "\"earning\":{\"more\":{\"give\":\"1 point per 1.00 EUR\",\"when\":{\"tier\":\"gold\"}},");
        await using var shop = await Shop.Open(published: false);
        (await shop.Decide(Shop.Publish(definition: definition))).IsAccepted.ShouldBeTrue();
        foreach (var member in (string[])["ada", "bob"])
        {
            await shop.Decide(Shop.Enrol(member));
            await shop.Decide(new JoinHousehold { Id = new("join-" + member), At = Shop.Start, Member = new(member), Household = new("home") });
        }
        await shop.Decide(Shop.Buy("r1", "bob", 2000, at: Shop.Start.AddDays(5)));
        await shop.Decide(Shop.Buy("r2", "ada", 6000, at: Shop.Start.AddDays(2)));
        (await shop.Balance("bob")).ShouldBe(40);
        var replay = new Replay(shop.Writer.Reader, Shop.Id, shop.Writer.Programs[Shop.Id]);
        foreach (var replayed in await replay.All())
            replayed.IsAsRecorded.ShouldBeTrue($"row {replayed.Seq}");
        replay.Documents.OfType<Member>().Single(m => m.Id.Value == "bob").Account("point").Booked.ShouldBe(40);
    }

    private static async Task<Shop> Filled()
    {
        var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Buy("r1", "ada", 1000));
        await shop.Decide(Shop.Buy("r2", "ada", 1500));
        await shop.Decide(Shop.Return("r1", "back-1"));
        await shop.Decide(Shop.Redeem("d1", "ada"));
        await shop.Decide(Shop.Buy("r3", null, 700));
        return shop;
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Wire.Json);
}
