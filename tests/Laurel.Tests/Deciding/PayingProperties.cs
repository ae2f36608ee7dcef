using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Deciding;

/// <summary>Cards whose money is for certain goods only pay as much of a basket as any way of paying could, each in its turn as much as it can.</summary>
public sealed class PayingProperties
{
    private const string Definition = """
        units:
          tea:    {money: EUR, held by: cards, usable when: {line: {category: tea}}}
          hot:    {money: EUR, held by: cards, usable when: {line: {category: [tea, coffee]}}}
          eat:    {money: EUR, held by: cards, usable when: {line: {category: [cake, coffee]}}}
          any:    {money: EUR, held by: cards}
        """;

    private static readonly string[] Goods = ["tea", "coffee", "cake", "mug"];

    private static readonly Dictionary<string, string[]> PaysFor = new()
    {
        ["tea"] = ["tea"],
        ["hot"] = ["tea", "coffee"],
        ["eat"] = ["cake", "coffee"],
        ["any"] = Goods,
    };

    private static readonly string[] Units = [.. PaysFor.Keys];

    private static readonly Arbitrary<int[]> Numbers = Arb.From(Gen.Choose(0, 9_999).ArrayOf(10), ArbMap.Default.ArbFor<int[]>().Shrinker);

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(600).WithReplay(1, 2027);

    [Fact]
    public void No_other_way_of_paying_comes_to_more() => Prop.ForAll(Numbers, numbers =>
    {
        var (prices, money) = Basket(numbers);
        Recorded(prices, money).Sum(p => p.Amount).ShouldBe(Most(prices, money));
    }).Check(Often);

    [Fact]
    public void Who_pays_first_pays_no_less_because_others_come_after() => Prop.ForAll(Numbers, numbers =>
    {
        var (prices, money) = Basket(numbers);
        if (money.FirstOrDefault(m => Units[m.Unit] != "any") is not { Amount: > 0, Card: var first })
            return;
        (int Card, int Unit, int Amount)[] hers = [.. money.Where(m => m.Card == first)], all = [.. hers, .. money.Where(m => m.Card != first)];
        Of(Recorded(prices, all)).ShouldBe(Of(Recorded(prices, hers)));

        long Of(IReadOnlyList<PaidFrom> paid) => paid.Where(p => p.Account.Value == $"c{first}").Sum(p => p.Amount);
    }).Check(Often);

    [Fact]
    public void Money_pays_for_its_own_goods_and_none_is_paid_twice() => Prop.ForAll(Numbers, numbers =>
    {
        var (prices, money) = Basket(numbers);
        var paid = Recorded(prices, money);
        var goods = prices.Select((price, i) => (Price: price, Name: Goods[i])).Where(g => g.Price > 0).ToArray();
        for (var i = 0; i < goods.Length; i++)
        {
            paid.Sum(p => p.Lines?[i] ?? 0).ShouldBeLessThanOrEqualTo(goods[i].Price);
            paid.Where(p => p.Lines?[i] > 0).ShouldAllBe(p => PaysFor[p.Unit].Contains(goods[i].Name));
        }
        paid.Where(p => p.Lines is not null).ShouldAllBe(p => p.Lines!.Sum() == p.Amount);
        paid.Sum(p => p.Amount).ShouldBeLessThanOrEqualTo(goods.Sum(g => g.Price));
    }).Check(Often);

    /// <summary>What four goods cost, and up to four amounts of money on up to three cards.</summary>
    private static (int[] Prices, (int Card, int Unit, int Amount)[] Money) Basket(int[] numbers) =>
    (
        [.. Goods.Select((_, i) => numbers.ElementAtOrDefault(i) % 5)],
        [.. numbers.Skip(Goods.Length).Take(4).Select(n => (n % 3, n / 3 % 4, n / 12 % 4 + 1))]
    );

    private static IReadOnlyList<PaidFrom> Recorded(int[] prices, (int Card, int Unit, int Amount)[] money)
    {
        var world = new World(Definition);
        world.Enrol();
        var cards = money.Select(m => m.Card).Distinct().Select(c => new MemberId($"c{c}")).ToArray();
        foreach (var card in cards)
        {
            world.Accept(new EnrolMember
            {
                Id = world.Next("card"),
                At = World.Noon.AddDays(-1),
                Member = card,
                IsCard = true,
                Opening = [.. money.Select((m, i) => (m, i)).Where(x => $"c{x.m.Card}" == card.Value)
                    .Select(x => new OpeningLot { Lot = $"l{x.i}", Unit = Units[x.m.Unit], Amount = x.m.Amount, Earned = World.Noon.AddDays(-1) })],
            });
        }
        Line[] lines = [.. prices.Select((price, i) => (price, i)).Where(x => x.price > 0)
            .Select((x, at) => World.Line(x.price, number: at + 1, sku: Goods[x.i]) with { Category = Goods[x.i] })];
        StoredPayment[] stored = [.. cards.Where(Pays).Select(c => new StoredPayment { Card = c })];
        if (lines.Length == 0)
            return [];
        return world.Accept(world.Buy("p1", World.Noon, lines) with { Stored = stored }).OfType<PurchaseRecorded>().Single().Paid;

        // A card that is for none of the goods would be refused.
        bool Pays(MemberId card) =>
            money.Any(m => $"c{m.Card}" == card.Value && PaysFor[Units[m.Unit]].Any(g => Units[m.Unit] == "any" || prices[Array.IndexOf(Goods, g)] > 0));
    }

    /// <summary>The best of every way of paying, coin by coin.</summary>
    private static int Most(int[] left, (int Card, int Unit, int Amount)[] money)
    {
        if (money is not [var (_, unit, amount), .. var rest])
            return 0;
        var most = 0;
        foreach (var way in Ways(left, [.. PaysFor[Units[unit]].Select(g => Array.IndexOf(Goods, g))], amount))
            most = Math.Max(most, left.Sum() - way.Sum() + Most(way, rest));
        return most;
    }

    /// <summary>What may be left of the goods when so much was spent on some of them, or less where that is all they cost.</summary>
    private static IEnumerable<int[]> Ways(int[] left, int[] on, int amount)
    {
        if (amount == 0 || on.Length == 0)
        {
            yield return left;
            yield break;
        }
        for (var here = 0; here <= Math.Min(amount, left[on[0]]); here++)
        {
            int[] less = [.. left];
            less[on[0]] -= here;
            foreach (var way in Ways(less, on[1..], amount - here))
                yield return way;
        }
    }
}
