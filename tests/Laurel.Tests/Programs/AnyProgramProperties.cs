using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Laurel.Coalition;
using Laurel.Engine;
using Laurel.Explaining;
using Laurel.Merges;
using Laurel.Tests.Deciding;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Programs;

/// <summary>What holds for every definition that can be written and every history that can be played under it.</summary>
public sealed class AnyProgramProperties
{
    private static readonly string[] Units = ["point", "stamp", "gift", "credit", "bonus"];

    [Fact]
    public void Nothing_comes_from_nowhere() => Holds([], Conserved);

    private static void Conserved(AnyHistory played)
    {
        var world = played.World;
        var members = world.Documents.Values.OfType<Member>().ToArray();
        foreach (var unit in Units)
        {
            var entries = world.Accepted.OfType<UnitsMoved>().Where(m => m.Unit == unit).SelectMany(m => m.Entries).ToArray();
            entries.Sum(e => e.Amount).ShouldBe(0);
            entries.Where(e => e.Account == Account.Transferred).Sum(e => e.Amount).ShouldBe(0);
            entries.Where(e => e.Account == Account.Members).Sum(e => e.Amount).ShouldBe(members.Sum(m => m.Account(unit).Booked), unit);
        }
        foreach (var account in world.Accepted.OfType<MoneyMoved>().SelectMany(m => m.Entries).GroupBy(e => e.Account))
            world.Tally(MoneyAccount.Counter(account.Key)).ShouldBe(account.Sum(e => e.Micros), account.Key);
        foreach (var member in members)
        {
            Invariants.Check(member, "any");
            member.Uses.ShouldAllBe(u => u.Amount >= 0);
            (member.Purchases, member.VisitsEver).ShouldBe((Math.Max(0, member.Purchases), Math.Max(0, member.VisitsEver)));
        }
        world.Documents.Values.OfType<Tally>().Where(t => !t.Name.StartsWith(MoneyAccount.Counter(""), StringComparison.Ordinal)).ShouldAllBe(t => t.Amount >= 0);
    }

    [Fact]
    public void Balances_are_right_at_every_instant_even_if_no_job_ran() => Holds(["carries over", "ends = ", "allowances"], IsRightAlways);

    private static void IsRightAlways(AnyHistory played)
    {
        foreach (var member in played.World.Documents.Values.OfType<Member>().Where(m => m.MergedInto is null))
        {
            foreach (var at in new[] { 0, 2, 17, 45, 100, 400 }.Select(d => played.Now.AddDays(d)).Where(at => at >= member.Until))
            {
                var booked = played.World.Program.AsOf(member, at);
                foreach (var unit in Units)
                    booked.Balance(unit, at).ShouldBe(member.Balance(unit, at), unit);
            }
        }
    }

    [Fact]
    public void What_is_read_back_decides_the_same() => Holds([], IsReadBack);

    private static void IsReadBack(AnyHistory played)
    {
        var again = new ReadBack(played.World);
        foreach (var (command, decision) in played.Asked)
            again.Decide(command, decision);
        again.Compare();
    }

    [Fact]
    public void Everything_can_be_told_in_every_language() => Holds([], IsTold);

    private static void IsTold(AnyHistory played)
    {
        foreach (var happened in played.World.Accepted)
        {
            foreach (var (language, audience) in Languages.All.Zip([Audience.Member, Audience.Cashier, Audience.Auditor, Audience.Member]))
            {
                var told = Explanation.Of(happened, played.World.Program, language, audience);
                told.Sentence.ShouldNotBeNullOrWhiteSpace();
                if (happened is UnitsMoved moved)
                    told.Parts.Sum(p => p.Amount).ShouldBe(moved.Amount);
            }
        }
    }

    /// <summary>Without what an account of both has of itself: gifts of levels, and cards that fill.</summary>
    private static readonly string[] OfBoth = ["gives: 12", "issue", "carries over"];

    [Fact]
    public void Two_cards_that_are_parted_at_once_were_never_one() => Holds(OfBoth, WereTwo);

    private static void WereTwo(AnyHistory played)
    {
        var world = played.World;
        foreach (var member in new[] { "ada", "bob" })
        {
            played.Do(new UnmergeMember { Id = world.Next("apart"), At = played.Now, Member = new(member) });
            played.Do(world.Pass(played.Now) with { Member = new(member) });
        }
        var before = Standing.Of(played);
        if (!played.Do(new MergeMembers { Id = world.Next("together"), At = played.Now, Member = new("bob"), Into = new("ada") }).IsAccepted)
            return;
        if (played.Do(new UnmergeMember { Id = world.Next("apart"), At = played.Now, Member = new("bob") }).IsAccepted)
            Standing.Of(played).ShouldBe(before);
    }

    /// <summary>Without what is declared to stay: kept, used up, given once in a lifetime.</summary>
    private static readonly string[] Staying = ["kept", "gives: 12", "returned: used", "trial", "donation", "paid out", "per movement"];

    [Fact]
    public void A_purchase_that_comes_back_in_any_split_and_order_leaves_nothing() => Holds(Staying, ComesBack, end: 140);

    private static void ComesBack(AnyHistory played)
    {
        var (before, buy) = Bought(played, played.Now);
        if (buy is null)
            return;
        BringBack(played, buy);
        Standing.Of(played).ShouldBe(before);
    }

    /// <summary>What is kept is kept however the goods come back. Amounts that are cut to the coin for each movement differ by it.</summary>
    [Fact]
    public void What_is_kept_of_a_purchase_is_the_same_in_pieces_and_at_once() => Holds(["per movement"], IsKeptAlike, end: 140);

    private static void IsKeptAlike(AnyHistory played)
    {
        var again = new AnyHistory(played.Below) { Numbers = played.Numbers }.All(played.Numbers);
        var (buy, same) = (Bought(played, played.Now).Buy, Bought(again, again.Now).Buy);
        if (buy is null || same is null)
            return;
        BringBack(played, buy);
        again.Do(again.World.Return(same.Purchase.Id.Value, again.Now)).Refusal.ShouldBeNull();
        Standing.Of(played).ShouldBe(Standing.Of(again));
    }

    /// <summary>One more purchase, where it is accepted, and how everything stood before it.</summary>
    private static (string Before, RecordPurchase? Buy) Bought(AnyHistory played, DateTimeOffset at)
    {
        var numbers = played.Numbers;
        foreach (var member in new[] { "ada", "bob", "cy", "card" }.Where(m => played.World.Documents.ContainsKey(Key.Member(new(m)))))
            played.Do(played.World.Pass(at) with { Member = new(member) });
        var buy = played.Buy(numbers.Length, numbers.Sum() & int.MaxValue, numbers[0]);
        buy = buy with
        {
            At = at,
            Purchase = buy.Purchase with { At = at },
            Rewards = [.. buy.Rewards.Where(r => r.Reward is "cash" or "tenth" or "free")],
            Contributions = [.. buy.Contributions.Where(c => played.World.Program.At(at)!.Definition.GivingBy(c.Giving)!.TakenBack)],
        };
        var before = Standing.Of(played);
        return (before, played.Do(buy).IsAccepted ? buy : null);
    }

    /// <summary>Piece by piece, in some order.</summary>
    private static void BringBack(AnyHistory played, RecordPurchase buy)
    {
        var numbers = played.Numbers;
        var pieces = buy.Purchase.Lines.SelectMany(l => Enumerable.Repeat(l.Number, (int)l.Quantity)).ToList();
        for (var i = 0; pieces.Count > 0; i++)
        {
            var next = AnyHistory.Size(numbers[i % numbers.Length], pieces.Count);
            var back = played.Do(played.World.Return(buy.Purchase.Id.Value, played.Now, new LineBack { Line = pieces[next], Quantity = 1 }));
            back.Refusal.ShouldBeNull();
            pieces.RemoveAt(next);
        }
    }

    /// <summary>What belongs to a place, to a household or to the whole program.</summary>
    private static readonly string[] Shared =
        ["per program", "per location", "per household", "stock", "referral", "leaderboards", "clubs", "budget", "household", "partners", "giving"];

    [Fact]
    public void Members_who_share_nothing_do_not_disturb_each_other() => Holds(Shared, IsApart);

    private static void IsApart(AnyHistory played)
    {
        var alone = played.Alone().ToArray();
        var (mixed, sorted) = (new World(played.Below), new World(played.Below));
        foreach (var (_, command) in alone)
            mixed.Do(command);
        foreach (var (_, command) in alone.OrderBy(a => a.Owner))
            sorted.Do(command);
        foreach (var member in alone.Select(a => a.Owner).Distinct().Where(m => mixed.Documents.ContainsKey(Key.Member(new(m)))))
            JsonSerializer.Serialize(sorted.Member(member), Wire.Json).ShouldBe(JsonSerializer.Serialize(mixed.Member(member), Wire.Json));
    }

    private static readonly Gen<int[]> Numbers = Gen.Choose(0, 99_999).ArrayOf();

    private static void Holds(string[] without, Action<AnyHistory> property, int end = 100) => Prop
        .ForAll(Arb.From(Gen.Zip(Gen.Choose(0, 999_999).ArrayOf(14), Numbers), Shrink), any =>
        {
            var (definition, history) = any;
            if (history.Length == 0)
                return;
            var text = AnyProgram.Of(definition, without);
            try
            {
                property(new AnyHistory(text) { Numbers = history }.All(history));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{e.Message}\n{text}", e);
            }
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(end).WithReplay(1, 2027));

    private static IEnumerable<(int[], int[])> Shrink((int[] Definition, int[] History) any)
    {
        for (var i = 0; i < any.Definition.Length; i++)
            yield return ([.. any.Definition.Where((_, at) => at != i)], any.History);
        for (var part = any.History.Length / 8 * 4; part >= 4; part = part / 8 * 4)
        {
            for (var from = 0; from + part <= any.History.Length; from += part)
                yield return (any.Definition, [.. any.History[..from], .. any.History[(from + part)..]]);
        }
    }
}
