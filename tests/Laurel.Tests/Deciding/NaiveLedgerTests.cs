using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Deciding;

/// <summary>The real program beside a model of a few dozen lines: they agree after every step of any history.</summary>
public sealed class NaiveLedgerTests
{
    private const int Histories = 1_500;

    private const string Definition = """
        units: {point: {pending: 3 days, expires: 30 days after earning, returns: POLICY}}
        earning: {spend: {give: 1 point per 1.00 EUR}}
        rewards: {mug: {costs: 10 points, gives: {merchandise: mug}}}
        """;

    [Theory]
    [InlineData("only pending")]
    [InlineData("within balance")]
    [InlineData("arrears")]
    public void The_program_agrees_with_a_ledger_so_simple_that_it_must_be_right(string policy)
    {
        var steps = 0;
        Prop.ForAll(Numbers, numbers =>
        {
            var world = new World(Definition.Replace("POLICY", policy));
            world.Enrol();
            var history = new List<Asked>();
            foreach (var four in numbers.Chunk(4).Where(c => c.Length == 4))
            {
                var asked = Read(history, four);
                Ask(world, asked);
                history.Add(asked);
                steps++;
                Real(world, asked.At).ShouldBe(NaiveLedger.After(history, policy, asked.At), string.Join("\n", history));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Histories / 3).WithEndSize(160).WithReplay(1, 2027));
        steps.ShouldBeGreaterThan(4_000);
    }

    /// <summary>Four numbers are one step: how long after the last, what, and how much.</summary>
    private static Asked Read(List<Asked> history, int[] four)
    {
        var last = history.Count == 0 ? World.Noon : history[^1].At;
        var at = last.AddMinutes(1).AddDays(four[0] % 3 == 0 ? four[1] % 21 : 0);
        var purchases = history.OfType<Asked.Buy>().ToArray();
        return (four[2] % 10) switch
        {
            0 or 1 or 2 or 3 => new Asked.Buy(at, $"p{history.Count}", four[3] % 2_500 + 1, four[1] % 4 + 1),
            4 or 5 when purchases.Length > 0 => new Asked.Return(at, purchases[four[1] % purchases.Length].Id, four[3] % 3 + 1),
            6 or 7 => new Asked.Redeem(at, four[3] % 3 + 1),
            8 => new Asked.Adjust(at, four[3] % 60 - 25),
            _ => new Asked.Pass(at),
        };
    }

    private static void Ask(World world, Asked asked) => world.Do(asked switch
    {
        Asked.Buy buy => world.Buy(buy.Id, buy.At, World.Line(buy.Cents, buy.Quantity)),
        Asked.Return back => world.Return(back.Of, back.At, new LineBack { Line = 1, Quantity = back.Quantity }),
        Asked.Redeem redeem => world.Redeem("mug", redeem.At, redeem.Mugs),
        Asked.Adjust adjust => world.Adjust(adjust.By, adjust.At) with { Id = new($"{adjust.At.UtcTicks}") },
        _ => world.Pass(asked.At),
    });

    private static string Real(World world, DateTimeOffset at)
    {
        var member = world.Program.AsOf(world.Member(), at);
        var balance = member.Balance("point", at);
        var lots = member.Lots.Where(l => l.Left > 0).Select(l => (l.Purchase?.Value ?? l.Id.Replace("adjusted-", "adjusted "), l.Left));
        return NaiveLedger.Written(balance.Available, balance.Pending, balance.Owed, lots);
    }

    private static readonly Arbitrary<int[]> Numbers = Arb.From(Gen.Choose(0, 99_999).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);
}
