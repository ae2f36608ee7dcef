using System.Collections.Concurrent;
using System.Text.Json;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Replaying;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine.Replaying;

/// <summary>Members run side by side come out as they do one after the other.</summary>
public sealed class ReplayLanesTests
{
    private const int Members = 40;

    private static readonly string Definition = Shop.Definition.Replace(
        """
        "rewards":{
        """,
        """
        "rewards":{"tasting":{"costs":"5 points","gives":{"experience":"tasting"},"stock":9},
        "food":{"costs":"5 points","gives":{"donation":"0.50 EUR to food-bank"}},
        """);

    private static readonly string[] Rewards = ["tasting", "espresso", "food"];

    [Fact]
    public async Task Members_and_what_they_share_come_out_as_recorded()
    {
        await using var shop = await Filled();
        var replay = new Replay(shop.Writer.Reader, Shop.Id, shop.Writer.Programs[Shop.Id]);
        var seqs = new List<long>();
        foreach (var replayed in await replay.All())
        {
            replayed.IsAsRecorded.ShouldBeTrue($"row {replayed.Seq}");
            seqs.Add(replayed.Seq);
        }
        seqs.ShouldBe(Enumerable.Range(2, seqs.Count).Select(seq => (long)seq));
        foreach (var member in Enumerable.Range(0, Members).Select(m => Key.Member(new MemberId($"m{m}"))))
            Json(replay.Document(member)).ShouldBe(Json((await shop.Writer.Reader.Read<Member>(Shop.Id, member)).Document));
        var tallies = replay.Documents.OfType<Tally>().ToDictionary(tally => tally.Name, tally => tally.Amount);
        tallies[Counters.Stock("tasting")].ShouldBe(9);
        tallies.ShouldContain(tally => tally.Key.Contains("food-bank") && tally.Value != 0);
    }

    [Fact]
    public async Task Under_a_changed_definition_it_is_the_same_with_one_lane_and_with_many()
    {
        await using var shop = await Filled();
        var changed = Program.Of(DefinitionReader.ReadTrusted(Definition.Replace("1 point per", "3 points per").Replace("\"stock\":9", "\"stock\":4")));
        (await Run(shop, changed, 4)).ShouldBe(await Run(shop, changed, 1));
    }

    [Fact]
    public async Task What_is_one_members_alone_is_all_in_one_part_and_in_order()
    {
        await using var shop = await Filled();
        var parts = await new Replay(shop.Writer.Reader, Shop.Id, shop.Writer.Programs[Shop.Id]).Run(() => new List<(string? Whose, long Seq)>(), Note);
        foreach (var own in parts.SelectMany((part, number) => part.Select(n => (n.Whose, n.Seq, number))).GroupBy(n => n.Whose))
            own.Select(n => n.number).Distinct().Count().ShouldBe(1, own.Key);
        foreach (var own in parts.SelectMany(part => part.GroupBy(n => n.Whose)))
            own.Select(n => n.Seq).ShouldBeInOrder();
        parts.Count(part => part.Count > 0).ShouldBeGreaterThan(4);

        static void Note(List<(string?, long)> part, Replayed replayed)
        {
            if (replayed.Command is RecordPurchase { Purchase.Member: { } buyer })
                part.Add((buyer.Value, replayed.Seq));
        }
    }

    [Fact]
    public async Task A_lane_does_not_look_at_what_is_not_its_own()
    {
        var lane = new ReplayLane(Program.Of(DefinitionReader.ReadTrusted(Definition)), 0, 2, [], new KeptPurchases());
        Key[] members = [.. Enumerable.Range(0, 20).Select(m => Key.Member(new MemberId($"m{m}")))];
        await Should.ThrowAsync<SharedStateException>(async () => await lane.Overlay.Need(members));
    }

    private static async Task<List<string>> Run(Shop shop, Program under, int count)
    {
        await using var snapshot = await shop.Writer.Reader.Access.Snapshot();
        using var threads = new SideBySide(count);
        var lanes = new ReplayLanes(under, count);
        var marks = await ReplayMarks.Read(snapshot.Rows, under, Shop.Id);
        lanes.Begin(await marks.WithLate(snapshot.Rows, under, Shop.Id));
        using var page = new ReplayPage(Shop.Id);
        await page.Read(snapshot.Rows, 1, lanes.Marks, () => false);
        var results = new ConcurrentDictionary<long, string>();
        await lanes.Decide(page, threads, See, TestContext.Current.CancellationToken);
        return [.. results.OrderBy(r => r.Key).Select(r => $"{r.Key} {r.Value}")];

        void See(int lane, Replayed r) => results[r.Seq] = $"{JsonSerializer.Serialize(r.Decision.Events, Wire.Json)} {r.Decision.Refusal?.Code}";
    }

    private static async Task<Shop> Filled()
    {
        var shop = await Shop.Open(published: false);
        (await shop.Decide(Shop.Publish(definition: Definition))).IsAccepted.ShouldBeTrue();
        var (random, day) = (new Random(5), 0);
        foreach (var m in Enumerable.Range(0, Members))
            await shop.Decide(Shop.Enrol($"m{m}"));
        for (var i = 0; i < 600; i++)
        {
            var member = $"m{random.Next(Members)}";
            var at = Shop.Start.AddDays(++day / 4).AddHours(random.Next(10) == 0 ? -60 : 1);
            await shop.Submit(Shop.Buy($"r{i}", random.Next(10) == 0 ? null : member, random.Next(100, 3000), at: at));
            if (random.Next(6) == 0)
                await shop.Submit(Shop.Return($"r{random.Next(i + 1)}", $"back-{i}") with { At = at.AddHours(5) });
            if (random.Next(8) == 0)
                await shop.Submit(Shop.Redeem($"d{i}", member) with { At = at.AddHours(6), Reward = Rewards[random.Next(3)] });
            if (random.Next(8) == 0)
                await TryAgain(shop, i, member, at.AddHours(6));
            if (random.Next(12) == 0)
                await shop.Submit(Transfer($"t{i}", member, $"m{random.Next(Members)}", at.AddHours(7)));
        }
        return shop;
    }

    /// <summary>What she cannot have yet, as a rule, and what somebody else has under the same name; then a basket with it, and the same without.</summary>
    private static async Task TryAgain(Shop shop, int i, string member, DateTimeOffset at)
    {
        await shop.Submit(Shop.Redeem($"e{i}", member) with { At = at });
        await shop.Submit(Shop.Redeem($"e{i}", $"m{(i + 1) % Members}") with { Id = new CommandId($"again-{i}"), At = at, Reward = "food" });
        var basket = Shop.Buy($"b{i}", member, 500, at: at);
        await shop.Submit(basket with { Rewards = [new RewardInBasket { Reward = "espresso" }] });
        await shop.Submit(basket with { Id = new CommandId($"without-{i}") });
    }

    private static TransferUnits Transfer(string id, string from, string to, DateTimeOffset at) => new()
    {
        Id = new CommandId(id),
        At = at,
        Member = new MemberId(from),
        To = new MemberId(to),
        Unit = "point",
        Amount = 3,
    };

    private static string Json(Document? document) => JsonSerializer.Serialize(document, Wire.Json);
}
