using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Laurel.Earning;
using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Deciding;

/// <summary>What holds for every history that can be played, under definitions that use all there is.</summary>
public sealed class LedgerProperties
{
    private const string Rich = """
        units:
          point: {expires: 3 months after earning, returns: POLICY, pending: 3 days, limit: 400 points per member per day}
          stamp: {expires: 40 days since last visit}
        base: {returned: RETURNED}
        earning:
          spend: {give: 1.5 points per 1.00 EUR, limit: 900 points per member per month}
          double-a: {multiply: spend, by: 2, when: {line: {sku: A}}, round: half up}
          big: {give: 25 points, when: {basket: at least 60.00 EUR}, limit: 3 per member per month}
          small: {give: 5 points, when: {basket: at least 20.00 EUR}}
          north: {give: 7 points, when: {location: north}, limit: 70 points per location per month}
          cup: {give: 1 stamp for every item, when: {line: {sku: [A, B]}}}
          pack: {give: 1 stamp for every full 3 items, when: {line: {sku: C}}}
        stack: [{all: [spend, double-a, cup, pack, north]}, {best: [big, small]}]
        rewards:
          mug: {costs: 30 points, gives: {merchandise: mug}, stock: 5, limit: 4 per member per month}
          tenth: {costs: 10 points, gives: 10% off, limit: 60 points per member per month}
          cash: {costs: 4 points each, gives: 0.25 EUR off each, from: 12 points}
          coffee: {costs: 6 stamps, gives: {product: B}}
          free: {costs: nothing, gives: 1.00 EUR off, limit: 1 per member per day}
        offers:
          hello: {gives: 15% off, code: HELLO, limit: [2 per customer per month, 60.00 EUR per program per year]}
          third: {gives: 100% off the cheapest, for every: 2 bought, line: {sku: A}}
          night: {gives: 2.00 EUR off each line, when: {basket: at least 90.00 EUR}}
        stack offers: [{best: [third, night]}, {all: [hello]}]
        challenges:
          varied: {do: buy 2 different products within 10 days, give: 20 points, badge: varied, repeats: always, limit: 90 points per program per month}
          monthly: {do: [visit 3 times, spend 80.00 EUR], within: the same month, needs: 1, give: [mug, 3 stamps], repeats: always}
        TIERS
        """;

    private static readonly string Tiers = "tiers: {counts: spend in the calendar month, down: one level at end of month, "
        + "levels: {base: {}, silver: {at: 50.00 EUR}, gold: {at: 150.00 EUR or 400 points}}}";

    private static readonly string[] Definitions =
    [
        .. from policy in new[] { "only pending", "within balance", "arrears" }
           from returned in new[] { "re-evaluated", "by share" }
           from tiers in new[] { "", Tiers }
           select Rich.Replace("POLICY", policy).Replace("RETURNED", returned).Replace("TIERS", tiers),
    ];

    private static Play Played(int[] numbers) =>
        new Play(Definitions[Play.Size(numbers.Sum(), Definitions.Length)]).All(numbers);

    [Fact]
    public void Nothing_comes_from_nowhere() => Holds(numbers =>
    {
        var play = Played(numbers);
        foreach (var unit in new[] { "point", "stamp" })
        {
            var given = play.Events.OfType<UnitsMoved>().Where(m => m.Unit == unit).SelectMany(m => m.Entries).ToArray();
            given.Sum(e => e.Amount).ShouldBe(0);
            var opening = unit == "point" ? 40 : 0;
            given.Where(e => e.Account == Account.Members).Sum(e => e.Amount).ShouldBe(play.World.Balance(unit) + play.World.Balance(unit, "bob") - opening);
        }
        foreach (var member in play.World.Documents.Values.OfType<Member>())
            Invariants.Check(member, "play");
    });

    [Fact]
    public void Balances_are_right_at_every_instant_even_if_no_job_ran() => Holds(numbers =>
    {
        var play = Played(numbers);
        foreach (var days in new[] { 0, 1, 4, 33, 100, 400 })
        {
            var (at, member) = (play.Now.AddDays(days), play.World.Member());
            var booked = play.World.Program.AsOf(member, at);
            foreach (var unit in new[] { "point", "stamp" })
                booked.Balance(unit, at).ShouldBe(member.Balance(unit, at));
        }
    });

    [Fact]
    public void Time_may_pass_in_one_step_or_in_many() => Holds(numbers =>
    {
        var play = Played(numbers);
        var member = play.World.Member();
        var end = play.Now.AddDays(150);
        var slowly = Enumerable.Range(1, 150).Aggregate(member, (m, day) => play.World.Program.AsOf(m, play.Now.AddDays(day)));
        Written(slowly).ShouldBe(Written(play.World.Program.AsOf(member, end)));
    });

    [Fact]
    public void A_purchase_that_comes_back_in_any_split_and_order_leaves_nothing() => Holds(numbers =>
    {
        var play = Played(numbers);
        play.World.Accept(play.World.Pass(play.Now));
        var before = State(play);
        var buy = ByAda(play.Buy(numbers.Length, numbers.Sum(), numbers[0]), play.Now);
        if (!play.World.Do(buy).IsAccepted)
            return;
        play.GiveBackInPieces(buy, numbers);
        State(play).ShouldBe(before);
    });

    [Fact]
    public void What_the_lines_brought_adds_up_to_what_was_earned() => Holds(numbers =>
    {
        var play = Played(numbers);
        var buy = play.Buy(numbers.Sum(), numbers.Length, 3);
        var decision = play.World.Do(buy);
        if (!decision.IsAccepted)
            return;
        var lines = Attribution.Of(play.World.Program, new PurchaseRow(buy, decision.Events));
        foreach (var moved in decision.Events.OfType<UnitsMoved>().Where(m => m.Movement == Movement.Earned && m.Purchase is not null))
            lines[moved.Unit].Sum().ShouldBe(moved.Amount);
    });

    [Fact]
    public void Whatever_is_asked_is_answered() => Holds(numbers =>
    {
        var play = new Play(Definitions[Play.Size(numbers.Sum(), Definitions.Length)]).All([.. numbers.Take(40)]);
        for (var wild = new Wild(play.World, numbers); wild.HasNext;)
            play.World.Do(wild.Next());
        foreach (var member in play.World.Documents.Values.OfType<Member>())
            Invariants.Check(member, "wild");
    });

    [Fact]
    public void Members_who_share_nothing_do_not_disturb_each_other() => Holds(numbers =>
    {
        var play = new Play(Apart).All(numbers);
        var again = new Play(Apart);
        var owners = Owners(play.Commands);
        foreach (var command in play.Commands.OrderBy(c => owners(c)))
            again.World.Do(command);
        foreach (var member in new[] { "ada", "bob" })
            Written(again.World.Member(member)).ShouldBe(Written(play.World.Member(member)));
    });

    /// <summary>Nothing in it belongs to a place or to the whole program.</summary>
    private static readonly string Apart = Definitions[^1]
        .Replace(", limit: 70 points per location per month", "").Replace(", stock: 5", "")
        .Replace(", limit: 90 points per program per month", "").Replace(", 60.00 EUR per program per year", "");

    private static Func<Command, string> Owners(IReadOnlyList<Command> commands)
    {
        var bought = commands.OfType<RecordPurchase>().ToDictionary(c => c.Purchase.Id, c => c.About!.Value.Value);
        var reserved = commands.OfType<ReserveReward>().ToDictionary(c => c.Redemption, c => c.About!.Value.Value);
        return command => command switch
        {
            ReturnLines c => bought.GetValueOrDefault(c.Of, ""),
            CaptureRedemption c => reserved.GetValueOrDefault(c.Redemption, ""),
            ReleaseRedemption c => reserved.GetValueOrDefault(c.Redemption, ""),
            CancelRedemption c => reserved.GetValueOrDefault(c.Redemption, ""),
            _ => command.About!.Value.Value,
        };
    }

    /// <summary>By ada, now, and without what would be handed over and is no part of the basket.</summary>
    private static RecordPurchase ByAda(RecordPurchase buy, DateTimeOffset now) => buy with
    {
        At = now,
        Purchase = buy.Purchase with { Member = new("ada"), At = now },
        Rewards = [.. buy.Rewards.Where(r => r.Reward is not ("mug" or "coffee"))],
    };

    private static string State(Play play)
    {
        var (world, member, today) = (play.World, play.World.Member(), DateOnly.FromDateTime(play.Now.UtcDateTime));
        return Written(new
        {
            Accounts = member.Accounts.Where(a => a.Booked != 0 || a.Owed != 0).OrderBy(a => a.Unit).Select(a => (a.Unit, a.Booked, a.Owed, a.Counted).ToString()),
            Lots = member.Lots.Select(l => $"{l.Id} {l.Unit} {l.Left} {(l.Unit == "stamp" ? null : l.Expires)}").Order(),
            Uses = member.Uses.Where(u => !Counters.IsLongAgo(u.Counter, today)).OrderBy(u => u.Counter),
            member.SpendEver,
            member.VisitsEver,
            member.Purchases,
            Tallies = world.Documents.Values.OfType<Tally>().Where(t => t.Amount != 0).OrderBy(t => t.Name).Select(t => (t.Name, t.Amount).ToString()),
        });
    }

    private static string Written<T>(T value) => JsonSerializer.Serialize(value, Wire.Json);

    private static readonly Arbitrary<int[]> Numbers =
        Arb.From(Gen.Choose(0, 99_999).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);

    private static void Holds(Action<int[]> property) => Prop
        .ForAll(Numbers, numbers =>
        {
            if (numbers.Length > 0)
                property(numbers);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(400).WithReplay(1, 2027));
}
