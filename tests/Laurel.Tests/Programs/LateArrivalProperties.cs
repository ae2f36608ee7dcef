using FsCheck;
using FsCheck.Fluent;
using Laurel.Tests.Deciding;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Programs;

/// <summary>A purchase that becomes known after those that followed it, under every definition that can be written.</summary>
public sealed class LateArrivalProperties
{
    private static readonly string[] Members = ["ada", "bob", "cy"];

    /// <summary>What depends on the order of purchases: limits, tiers, lots that are used or end by a visit, and all that counts what was before.</summary>
    private static readonly string[] OfOrder =
    [
        "limit", "tiers", "tier:", "carries over", "purchase: ever", "purchase: within", "nth purchase", "last visit", "visits", "spent", "issue",
        "challenges", "clubs", "leaderboards", "games", "surprises", "referral", "memberships", "badge", "budget", "allowances", "{base:",
    ];

    [Fact]
    public void What_arrives_late_leaves_what_it_would_have_left_in_time_where_order_does_not_matter() => Holds(OfOrder, (text, buys, late) =>
    {
        var (inTime, after) = (new AnyHistory(text), new AnyHistory(text));
        foreach (var buy in buys)
            inTime.Do(buy);
        foreach (var buy in buys.Where(b => b != late).Append(Late(buys, late)))
            after.Do(buy);
        After(after).ShouldBe(After(inTime));
    });

    [Fact]
    public void What_was_told_is_never_less_for_what_arrives_late() => Holds([], (text, buys, late) =>
    {
        var played = new AnyHistory(text);
        foreach (var buy in buys.Where(b => b != late))
            played.Do(buy);
        var told = Earned(played);
        played.Do(Late(buys, late));
        var now = Earned(played);
        told.Where(t => now.GetValueOrDefault(t.Key) < t.Value).ShouldBeEmpty();
    });

    private static RecordPurchase Late(RecordPurchase[] buys, RecordPurchase late) => late with { At = buys[^1].At.AddMinutes(1) };

    /// <summary>What each purchase has earned of each unit, with what was added later.</summary>
    private static Dictionary<(PurchaseId?, string), long> Earned(AnyHistory played) => played.World.Accepted.OfType<UnitsMoved>()
        .Where(m => m is { Movement: Movement.Earned or Movement.TakenBack, Purchase: not null })
        .GroupBy(m => (m.Purchase, m.Unit))
        .ToDictionary(g => g.Key, g => g.Sum(m => m.Amount));

    /// <summary>What members have a year later, and what their purchases earned.</summary>
    private static string After(AnyHistory played)
    {
        foreach (var member in Members)
            played.Do(played.World.Pass(World.Noon.AddDays(60)) with { Member = new(member) });
        var accounts = Members.SelectMany(m => played.World.Member(m).Accounts.OrderBy(a => a.Unit).Select(a => $"{m} {a.Unit} {a.Booked} {a.Counted} {a.Expired}"));
        var earned = Earned(played).OrderBy(e => e.Key.ToString()).Select(e => $"{e.Key} {e.Value}");
        var spent = Members.Select(played.World.Member).Select(m => $"{m.Id} {m.SpendEver} {m.VisitsEver} {m.Purchases} {m.LastVisit:O}");
        return string.Join("\n", accounts.Concat(earned).Concat(spent));
    }

    /// <summary>Purchases of two members, hours apart, paid by none of what they have.</summary>
    private static RecordPurchase[] Buys(int[] numbers)
    {
        var (by, at) = (new AnyHistory(""), World.Noon);
        return
        [
            .. numbers.Chunk(3).Where(c => c.Length == 3).Select(c =>
            {
                at = at.AddHours(1 + AnyHistory.Size(c[1], 60));
                var buy = by.Buy(c[0], c[1], c[2]);
                return buy with
                {
                    At = at,
                    Purchase = buy.Purchase with
                    {
                        At = at,
                        Member = new(Members[AnyHistory.Size(c[2], 2)]),
                        Shopper = null,
                        Codes = [.. buy.Purchase.Codes.Where(code => code == "HELLO")],
                        Lines = [.. buy.Purchase.Lines.Select(l => l with { Loads = null })],
                    },
                    Rewards = [],
                    Stored = [],
                    Contributions = [],
                };
            }),
        ];
    }

    private static void Holds(string[] without, Action<string, RecordPurchase[], RecordPurchase> property) => Prop
        .ForAll(Arb.From(Gen.Zip(Gen.Choose(0, 999_999).ArrayOf(12), Gen.Choose(0, 99_999).ArrayOf())), any =>
        {
            var (text, buys) = (AnyProgram.Of(any.Item1, without), Buys(any.Item2));
            if (buys.Length < 2)
                return;
            try
            {
                property(text, buys, buys[any.Item1[0] % (buys.Length - 1)]);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{e.Message}\n{text}", e);
            }
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(40).WithReplay(7, 2027));
}
