using FsCheck;
using FsCheck.Fluent;
using Laurel.Coalition;
using Laurel.Tests.Deciding;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Coalition;

/// <summary>What holds for the money between partners, whatever history is played at the shop in the north and elsewhere.</summary>
public sealed class ClearingProperties
{
    private const string Rich = """
        units:
          point: {expires: 40 days after earning, returns: POLICY}
          stamp: {expires: 40 days since last visit}
        partners:
          north: {issues at: [0.0133 EUR per point, 0.21 EUR per stamp], accepts at: [0.0107 EUR per point, 0.17 EUR per stamp], pays: PAYS}
          oatly: {issues: no, accepts: no}
        clearing: {breakage: {operator: 1/3, issuer: rest}}
        earning:
          spend: {give: 1.5 points per 1.00 EUR, limit: 900 points per member per month}
          more:  {give: 0.7 points per 1.00 EUR, when: {line: {sku: A}}, paid by: {oatly: 1/3, north: 10%, us: rest}}
          cup:   {give: 1 stamp for every item, when: {line: {sku: [A, B]}}}
        rewards:
          mug: {costs: 30 points, gives: {merchandise: mug}}
          tenth: {costs: 10 points, gives: 10% off, paid by: {oatly: 1/3, us: rest}}
          cash: {costs: 4 points each, gives: 0.25 EUR off each, from: 12 points}
          coffee: {costs: 6 stamps, gives: {product: B}}
          free: {costs: nothing, gives: 1.00 EUR off}
        offers:
          hello: {gives: 15% off, code: HELLO, paid by: {oatly: 37%, north: 1/3, us: rest}}
        """;

    private static readonly string[] Definitions =
    [
        .. from policy in new[] { "only pending", "within balance", "arrears" }
           from pays in new[] { "ahead", "when used" }
           select Rich.Replace("POLICY", policy).Replace("PAYS", pays),
    ];

    private static Play Played(int[] numbers) => new Play(Definitions[Play.Size(numbers.Sum(), Definitions.Length)]).All(numbers);

    [Fact]
    public void Every_posting_in_money_sums_to_zero_and_makes_the_balances() => Holds(numbers =>
    {
        var play = Played(numbers);
        var moved = play.Events.OfType<MoneyMoved>().ToArray();
        moved.ShouldAllBe(m => m.Entries.Sum(e => e.Micros) == 0);
        Accounts(play).Sum(a => a.Value).ShouldBe(0);
        foreach (var (account, micros) in Accounts(play))
            play.World.Tally(MoneyAccount.Counter(account)).ShouldBe(micros, account);
    });

    [Fact]
    public void A_purchase_that_comes_back_in_any_split_and_order_leaves_no_money_behind() => Holds(numbers =>
    {
        var play = Played(numbers);
        play.World.Accept(play.World.Pass(play.Now));
        var buy = play.Buy(numbers.Length, numbers.Sum(), numbers[0]);
        buy = buy with { At = play.Now, Purchase = buy.Purchase with { Member = new MemberId("ada"), At = play.Now } };
        var before = Accounts(play);
        var bought = play.World.Do(buy);
        if (!bought.IsAccepted || HandedOver(bought))
            return;
        var pieces = buy.Purchase.Lines.SelectMany(l => Enumerable.Repeat(l.Number, (int)l.Quantity)).ToList();
        for (var i = 0; pieces.Count > 0; i++)
        {
            var next = Play.Size(numbers[i % numbers.Length], pieces.Count);
            play.World.Accept(play.World.Return(buy.Purchase.Id.Value, play.Now, new LineBack { Line = pieces[next], Quantity = 1 }));
            pieces.RemoveAt(next);
        }
        foreach (var (account, micros) in Accounts(play))
            micros.ShouldBe(before.GetValueOrDefault(account), account);
    });

    [Fact]
    public void A_statement_comes_to_what_is_settled_and_less_than_a_coin_stays() => Holds(numbers =>
    {
        var play = Played(numbers);
        var statements = new Statements();
        foreach (var moved in play.Events.OfType<MoneyMoved>())
            statements.Add(moved);
        foreach (var partner in new[] { "north", "oatly" })
            statements.For(partner).Due.ShouldBe(play.World.Tally(MoneyAccount.Counter(MoneyAccount.Partner(partner))));
        foreach (var settled in play.World.Accept(new SettleClearing { Id = play.World.Next("settle"), At = play.Now, Settlement = "s" }).OfType<MoneyMoved>())
            statements.Add(settled);
        foreach (var partner in new[] { "north", "oatly" })
        {
            Math.Abs(statements.For(partner).Closing).ShouldBeLessThanOrEqualTo(MoneyEntry.PerCoin / 2);
            statements.For(partner).Closing.ShouldBe(play.World.Tally(MoneyAccount.Counter(MoneyAccount.Partner(partner))));
        }
    });

    /// <summary>A reward that took nothing off was handed over, and does not come back with the goods.</summary>
    private static bool HandedOver(Decision bought) =>
        bought.Events.OfType<PurchaseRecorded>().Single().Given.Any(g => g is { Redemption: not null, Amount: 0 });

    /// <summary>What stands in each account, from the events.</summary>
    private static Dictionary<string, long> Accounts(Play play) => play.World.Accepted.OfType<MoneyMoved>().SelectMany(m => m.Entries)
        .GroupBy(e => e.Account).ToDictionary(g => g.Key, g => g.Sum(e => e.Micros));

    private static void Holds(Action<int[]> property) => Prop
        .ForAll(ArbMap.Default.ArbFor<int[]>(), numbers =>
        {
            if (numbers.Length > 0)
                property(numbers);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(300).WithReplay(1, 2027));
}
