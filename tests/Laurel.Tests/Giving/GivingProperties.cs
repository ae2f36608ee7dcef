using FsCheck;
using FsCheck.Fluent;
using Laurel.Coalition;
using Laurel.Giving;
using Laurel.Tests.Deciding;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Giving;

/// <summary>What holds for causes, whatever history is played.</summary>
public sealed class GivingProperties
{
    private const string Rich = """
        units: {point: {returns: arrears}, stamp: {}}
        partners: {oatly: {issues: no, accepts: no}}
        earning: {spend: {give: 1.5 points per 1.00 EUR}, cup: {give: 1 stamp for every item}}
        giving:
          trees: {give: 0.50 EUR for every full 10.00 EUR, to: woods, limit: 40.00 EUR per program per month}
          oats: {give: 0.03 EUR per 1.00 EUR, to: woods, when: {line: {sku: A}}, paid by: {oatly: 1/3, us: rest}, round: half up}
          cup: {give: 0.10 EUR for every item, to: shelter, when: {line: {sku: B}}}
          round-up: {asks: to next 1.00 EUR, to: shelter, returns: taken back}
        rewards:
          mug: {costs: 30 points, gives: {donation: 2.00 EUR to shelter}}
          tenth: {costs: 10 points, gives: 10% off}
          cash: {costs: 4 points each, gives: {donation: 0.25 EUR to woods}, from: 12 points}
          coffee: {costs: 6 stamps, gives: {product: B}}
          free: {costs: nothing, gives: 1.00 EUR off}
        """;

    [Fact]
    public void What_causes_have_is_what_was_given_and_not_paid_out() => Holds(numbers =>
    {
        var play = new Play(Rich).All(numbers);
        var moved = play.World.Accepted.OfType<MoneyMoved>().ToArray();
        moved.ShouldAllBe(m => m.Entries.Sum(e => e.Micros) == 0);
        foreach (var cause in new[] { "woods", "shelter" })
        {
            var given = moved.Where(m => m.Cause == cause).Sum(m => m.Parts.Sum(p => p.Amount));
            play.World.Tally(MoneyAccount.Counter(MoneyAccount.Cause(cause))).ShouldBe(given * MoneyEntry.PerCoin);
            var byMembers = new[] { "ada", "bob" }.Sum(m => play.World.Member(m).Given.Where(g => g.Counter == cause).Sum(g => g.Amount));
            byMembers.ShouldBe(given);
            var paid = play.World.Do(new PayCause { Id = play.World.Next("pay"), At = play.Now, Cause = cause, Reference = cause });
            paid.IsAccepted.ShouldBe(given > 0);
            play.World.Tally(MoneyAccount.Counter(MoneyAccount.Cause(cause))).ShouldBe(given > 0 ? 0 : given * MoneyEntry.PerCoin);
        }
    });

    [Fact]
    public void What_a_basket_gave_comes_back_with_it_in_any_split_and_order() => Holds(numbers =>
    {
        var play = new Play(Rich).All(numbers);
        var buy = play.Buy(numbers.Length, numbers.Sum(), numbers[0]);
        buy = buy with { At = play.Now, Rewards = [], Contributions = [new Contribution { Giving = "round-up" }], Purchase = buy.Purchase with { Codes = [], At = play.Now } };
        var before = Given(play);
        if (!play.World.Do(buy).IsAccepted)
            return;
        play.GiveBackInPieces(buy, numbers);
        Given(play).ShouldBe(before);
    });

    private static string Given(Play play) => string.Join(", ", play.World.Accepted.OfType<MoneyMoved>().SelectMany(m => m.Entries)
        .GroupBy(e => e.Account).Select(g => (g.Key, Micros: g.Sum(e => e.Micros))).Where(g => g.Micros != 0).OrderBy(g => g.Key, StringComparer.Ordinal));

    private static void Holds(Action<int[]> property) => Prop
        .ForAll(ArbMap.Default.ArbFor<int[]>(), numbers =>
        {
            if (numbers.Length > 0)
                property(numbers);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(300).WithReplay(1, 2027));
}
