using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Laurel.Engine;
using Laurel.Receipts;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Deciding;

/// <summary>Whatever a member did before and does after, a receipt she claims is a purchase of hers that arrived late.</summary>
public sealed class ClaimingProperties
{
    private const string Shop = """
        units:
          point: {expires: 3 months after earning, returns: arrears, pending: 3 days, limit: 400 points per member per day}
          stamp: {expires: 40 days since last visit}
        base: {returned: RETURNED}
        earning:
          spend: {give: 1.5 points per 1.00 EUR, limit: 900 points per member per month}
          cup: {give: 1 stamp for every item, when: {line: {sku: [A, B]}}}
          more: {give: 1 point per 1.00 EUR, when: {tier: silver}}
          third: {give: 7 points, when: {nth purchase: every 3}}
          often: {give: 9 points, when: {visits: at least 2 per month}, limit: 1 per member per month}
          hundred: {give: 10 points for every full 100.00 EUR spent per month}
        rewards:
          mug: {costs: 30 points, gives: {merchandise: mug}}
          tenth: {costs: 10 points, gives: 10% off}
          cash: {costs: 4 points each, gives: 0.25 EUR off each, from: 12 points}
          coffee: {costs: 6 stamps, gives: {product: B}, issue: at once}
          free: {costs: nothing, gives: 1.00 EUR off}
        challenges: {regular: {do: spend 90.00 EUR, within: the same month, give: 5 points, badge: regular}}
        leaderboards: {most: {counts: spend, per: month}}
        tiers: {counts: spend in the last 6 months, down: at end of month, levels: {base: {}, silver: {at: 50.00 EUR, gives: 5 points}}}
        claims: {within: 20 years}
        """;

    private const string Plain = """
        units: {point: {returns: arrears}, stamp: {returns: arrears}}
        base: {returned: RETURNED}
        earning:
          spend: {give: 1.5 points per 1.00 EUR}
          cup: {give: 1 stamp for every item, when: {line: {sku: [A, B]}}}
        claims: {within: 20 years}
        """;

    [Fact]
    public void A_claimed_receipt_is_a_purchase_that_arrived_late() => Holds(numbers =>
    {
        var (claimed, late) = (Played(Shop, numbers), Played(Shop, numbers));
        claimed.World.Accept(Lost(claimed, numbers));
        claimed.World.Accept(Claim(claimed));
        late.World.Accept(Lost(late, numbers) with { Purchase = Lost(late, numbers).Purchase with { Member = new("ada") } });
        late.World.Accept(late.World.Pass(late.Now));
        Has(claimed).ShouldBe(Has(late));
        claimed.GiveBackInPieces(Lost(claimed, numbers), numbers);
        late.GiveBackInPieces(Lost(late, numbers), numbers);
        Has(claimed).ShouldBe(Has(late));
    });

    [Fact]
    public void A_return_of_a_claimed_receipt_is_the_inverse_of_the_claim() => Holds(numbers =>
    {
        var play = Played(Plain, numbers);
        var lost = Lost(play, numbers);
        play.World.Accept(lost);
        var before = (play.World.Balance(), play.World.Balance("stamp"), play.World.Member().SpendEver, play.World.Member().VisitsEver);
        if (lost.Purchase.Lines[0].Quantity > 1)
            play.World.Accept(play.World.Return("lost", play.Now, new LineBack { Line = 1, Quantity = 1 }));
        play.World.Accept(Claim(play));
        play.World.Refuse(Claim(play) with { Member = new("bob") }).ShouldBe("claimed-already");
        foreach (var line in lost.Purchase.Lines.Reverse())
            play.World.Accept(play.World.Return("lost", play.Now, new LineBack { Line = line.Number }));
        (play.World.Balance(), play.World.Balance("stamp"), play.World.Member().SpendEver, play.World.Member().VisitsEver).ShouldBe(before);
    });

    /// <summary>Something happens last, so that what counts from now on does so from the same instant.</summary>
    private static Play Played(string shop, int[] numbers)
    {
        var play = new Play(shop.Replace("RETURNED", numbers.Length % 2 == 0 ? "re-evaluated" : "by share", StringComparison.Ordinal)).All(numbers);
        play.World.Accept(play.World.Adjust(1, play.Now));
        return play;
    }

    /// <summary>A purchase of nobody, some days before.</summary>
    private static RecordPurchase Lost(Play play, int[] numbers)
    {
        var (a, b) = (numbers[0], numbers[^1]);
        var at = play.Now.AddDays(-Play.Size(a, 40));
        var lost = play.World.Buy("lost", at, World.Line(Play.Size(b, 9_000), Play.Size(a, 3) + 1, "A"), World.Line(Play.Size(a, 900), 2, "C", 2));
        return lost with { Purchase = lost.Purchase with { Member = null, Location = "north" } };
    }

    private static ClaimReceipt Claim(Play play) => new() { Id = play.World.Next("claim"), At = play.Now, Of = new("lost"), Member = new("ada") };

    /// <summary>All that is known of her but when it was known last, and what was booked in which order.</summary>
    private static string Has(Play play)
    {
        play.World.Accept(play.World.Pass(play.Now));
        return JsonSerializer.Serialize(play.World.Member() with { Until = default }, Wire.Json);
    }

    private static void Holds(Action<int[]> holds) => Prop.ForAll(Numbers, holds)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(200).WithReplay(1, 2027));

    private static readonly Arbitrary<int[]> Numbers =
        Arb.From(Gen.Choose(0, 99_999).NonEmptyListOf().Select(l => l.ToArray()), n => ArbMap.Default.ArbFor<int[]>().Shrinker(n).Where(s => s.Length > 0));
}
