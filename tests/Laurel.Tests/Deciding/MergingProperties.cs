using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Laurel.Engine;
using Laurel.Merges;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Deciding;

/// <summary>Two members who become one account, and two again, lose nothing by it.</summary>
public sealed class MergingProperties
{
    /// <summary>Nothing in it looks at what a member did before, so that what one card earns does not depend on the other.</summary>
    private const string Plain = """
        units:
          point: {expires: 3 months after earning, returns: arrears, pending: 3 days}
          stamp: {}
        earning:
          spend: {give: 1.5 points per 1.00 EUR}
          cup: {give: 1 stamp for every item, when: {line: {sku: [A, B]}}}
        tiers: {counts: spend in the last 6 months, down: at end of month, levels: {base: {}, silver: {at: 50.00 EUR}, gold: {at: 150.00 EUR}}}
        """;

    private const string Full = """
        units:
          point: {expires: 3 months after earning, returns: POLICY, pending: 3 days, limit: 400 points per member per day}
          stamp: {expires: 40 days since last visit}
        earning:
          spend: {give: 1.5 points per 1.00 EUR, limit: 900 points per member per month}
          cup: {give: 1 stamp for every item, when: {line: {sku: [A, B]}}}
        rewards:
          mug: {costs: 30 points, gives: {merchandise: mug}, stock: 5, limit: 4 per member per month}
          tenth: {costs: 10 points, gives: 10% off}
          cash: {costs: 4 points each, gives: 0.25 EUR off each, from: 12 points}
          coffee: {costs: 6 stamps, gives: {product: B}}
          free: {costs: nothing, gives: 1.00 EUR off}
        tiers: {counts: spend in the calendar month, down: one level at end of month, levels: {base: {}, silver: {at: 50.00 EUR, gives: 5 points}}}
        """;

    private static MergeMembers Merge(World world, DateTimeOffset at) =>
        new() { Id = world.Next("merge"), At = at, Member = new("bob"), Into = new("ada") };

    private static UnmergeMember Unmerge(World world, DateTimeOffset at) => new() { Id = world.Next("unmerge"), At = at, Member = new("bob") };

    [Fact]
    public void Undone_at_once_it_never_was() => Holds(numbers =>
    {
        var play = new Play(Policy(numbers)).All(numbers);
        play.World.Accept(play.World.Pass(play.Now));
        play.World.Accept(play.World.Pass(play.Now) with { Member = new("bob") });
        var before = (Has(play.World, "ada"), Has(play.World, "bob"));
        if (!play.World.Do(Merge(play.World, play.Now)).IsAccepted)
            return;
        if (play.World.Do(Unmerge(play.World, play.Now)).IsAccepted)
            (Has(play.World, "ada"), Has(play.World, "bob")).ShouldBe(before);
    });

    [Fact]
    public void What_two_cards_did_in_one_account_is_divided_by_card() => Holds(numbers =>
    {
        var apart = new Play(Plain).All(numbers);
        var commands = apart.Commands.Where(c => c is RecordPurchase or ReturnLines).Select(Bare).ToArray();
        var (two, one) = (Begun(), Begun());
        for (var i = 0; i < commands.Length; i++)
        {
            if (i == commands.Length / 2)
                one.Do(Merge(one, apart.Now.AddYears(-3)));
            two.Do(commands[i]);
            one.Do(commands[i]);
        }
        one.Do(Unmerge(one, apart.Now));
        foreach (var member in new[] { "ada", "bob" })
            Alone(one, member, apart.Now).ShouldBe(Alone(two, member, apart.Now));
    });

    [Fact]
    public void Whatever_happens_between_nothing_comes_from_nowhere() => Holds(numbers =>
    {
        var play = new Play(Policy(numbers));
        foreach (var (four, i) in numbers.Chunk(4).Where(c => c.Length == 4).Select((c, i) => (c, i)))
        {
            play.Step(four[0], four[1], four[2], four[3]);
            if (four.Sum() % 7 == 0)
                play.Events.AddRange(play.World.Do(i % 2 == 0 ? Merge(play.World, play.Now) : Unmerge(play.World, play.Now)).Events);
        }
        foreach (var unit in new[] { "point", "stamp" })
        {
            var entries = play.World.Accepted.OfType<UnitsMoved>().Where(m => m.Unit == unit).SelectMany(m => m.Entries).ToArray();
            entries.Where(e => e.Account == Account.Transferred).Sum(e => e.Amount).ShouldBe(0);
            entries.Where(e => e.Account == Account.Members).Sum(e => e.Amount).ShouldBe(play.World.Balance(unit) + play.World.Balance(unit, "bob"));
        }
        foreach (var member in play.World.Documents.Values.OfType<Member>())
            Invariants.Check(member, "merging");
    });

    private static string Policy(int[] numbers) => Full.Replace("POLICY", new[] { "only pending", "within balance", "arrears" }[Play.Size(numbers.Sum(), 3)]);

    private static World Begun()
    {
        var world = new World(Plain);
        world.Enrol();
        world.Enrol("bob", opening: new OpeningLot { Unit = "point", Amount = 40 });
        return world;
    }

    private static Command Bare(Command command) => command is RecordPurchase buy ? buy with { Rewards = [] } : command;

    /// <summary>All that a member has, in the order of names.</summary>
    private static string Has(World world, string id)
    {
        var member = world.Member(id);
        return Written(new
        {
            Accounts = member.Accounts.Where(a => a.Number > 0 && (a.Booked, a.Owed, a.Counted, a.Expired) != (0, 0, 0, 0))
                .OrderBy(a => a.Unit).Select(a => (a.Unit, a.Booked, a.Owed, a.Counted, a.Expired).ToString()),
            Lots = member.Lots.Select(l => $"{l.Id} {l.Unit} {l.Left} {(l.Unit == "stamp" ? null : l.Expires)} {l.Owner}").Order(),
            Uses = member.Uses.OrderBy(u => u.Counter),
            Days = member.Days.Where(d => d.Net != 0 || d.Spend != 0 || d.Counted.Count > 0).OrderBy(d => d.On).ThenBy(d => d.Location),
            member.Issued,
            member.SpendEver,
            member.VisitsEver,
            member.Purchases,
            member.Joined,
        });
    }

    /// <summary>What a member has who never shared a limit or a reward.</summary>
    private static string Alone(World world, string id, DateTimeOffset at)
    {
        var member = world.Program.AsOf(world.Member(id), at);
        return Written(new
        {
            Balances = new[] { "point", "stamp" }.Select(u => member.Balance(u, at).ToString()),
            Lots = member.Lots.Select(l => $"{l.Id} {l.Unit} {l.Left} {l.Expires}").Order(),
            member.SpendEver,
            member.VisitsEver,
            member.Purchases,
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
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(300).WithReplay(1, 2027));
}
