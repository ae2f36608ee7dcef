using Laurel.Units;

namespace Laurel.GiftCards;

/// <summary>
/// Which stored money pays for which goods of a basket; what loads a card must be paid otherwise. Each payment in its turn pays as much as it can, for
/// which those before it may come to pay for other goods, but never less: no other way of paying comes to more.
/// </summary>
internal sealed class GoodsToPay
{
    private readonly Basket basket;
    private readonly Flow flow = new();
    private readonly int end;
    private readonly Kind[] kinds;
    private readonly List<Purse> purses = [];

    /// <param name="basket">What is bought.</param>
    /// <param name="units">All the money that may pay for it.</param>
    public GoodsToPay(Basket basket, IEnumerable<UnitRule> units)
    {
        this.basket = basket;
        Usable[] usable = [.. units.Select(u => u.Usable).OfType<Usable>().Distinct().Where(u => u.Missing(basket) is null)];
        kinds = [.. Lines.Where(i => basket.Lines[i].Line.Loads is null)
            .GroupBy(i => string.Concat(usable.Select(u => u.Pays(basket.Lines[i]) ? '1' : '0')))
            .Select(g => new Kind([.. g], [.. usable.Where(u => u.Pays(basket.Lines[g.First()]))], flow.Node()))];
        end = flow.Node();
        foreach (var (kind, cost) in kinds.Zip(Costs()))
            flow.Join(kind.Node, end, cost);
    }

    private IEnumerable<int> Lines => Enumerable.Range(0, basket.Lines.Count);

    /// <summary>What each kind of money pays in all; of money for certain goods also how much of which line, in their order.</summary>
    public IReadOnlyList<PaidFrom> Paid
    {
        get
        {
            var left = basket.Lines.Select(l => Math.Max(0, l.Price.Total)).ToArray();
            return
            [
                .. purses.Where(p => p.IsFirst || PaidBy(p) > 0)
                    .Select(p => new PaidFrom(p.Account, p.Unit.Id, PaidBy(p)) { Lines = p.Unit.Usable is null ? null : OfLines(p, left) }),
            ];
        }
    }

    /// <summary>What is still there of a unit, when there was so much of it at first.</summary>
    public long Left(MemberId account, UnitRule unit, long have) =>
        have - (purses.Find(p => p.Account == account && p.Unit == unit) is { } purse ? PaidBy(purse) : 0);

    /// <summary>Pays at most so much out of the money of an account, the first unit before the others.</summary>
    public void Pay(MemberId account, IReadOnlyList<(UnitRule Unit, long Have)> units, long most)
    {
        var payment = flow.Node();
        for (var i = 0; i < units.Count && (i == 0 || most > 0); i++)
        {
            flow.Join(payment, PurseOf(account, units[i], i == 0).Into, long.MaxValue);
            most -= flow.Send(payment, end, most);
        }
    }

    private long PaidBy(Purse purse) => flow.Through(purse.Into, purse.Out);

    private Purse PurseOf(MemberId account, (UnitRule Unit, long Have) money, bool isFirst)
    {
        var unit = money.Unit;
        if (purses.Find(p => p.Account == account && p.Unit == unit) is { } known)
            return known;
        var purse = new Purse(account, unit, isFirst, flow.Node(), flow.Node());
        purses.Add(purse);
        flow.Join(purse.Into, purse.Out, money.Have);
        foreach (var kind in kinds.Where(k => unit.Usable is not { } usable || k.PaidBy.Contains(usable)))
            flow.Join(purse.Out, kind.Node, long.MaxValue);
        return purse;
    }

    private long[] OfLines(Purse purse, long[] left)
    {
        var paid = new long[left.Length];
        foreach (var kind in kinds)
        {
            var amount = flow.Through(purse.Out, kind.Node);
            foreach (var i in kind.Lines)
            {
                paid[i] = Math.Min(amount, left[i]);
                left[i] -= paid[i];
                amount -= paid[i];
            }
        }
        return paid;
    }

    /// <summary>What each kind of goods comes to; what comes back in the same basket lowers first what the same money pays for.</summary>
    private long[] Costs()
    {
        var costs = kinds.Select(k => k.Lines.Sum(i => basket.Lines[i].Price.Total)).ToArray();
        for (var i = 0; i < costs.Length; i++)
        {
            foreach (var j in Enumerable.Range(0, costs.Length).Where(j => costs[j] > 0).OrderByDescending(j => kinds[j].PaidBy.Intersect(kinds[i].PaidBy).Count()))
            {
                var less = Math.Min(Math.Max(0, -costs[i]), costs[j]);
                costs[i] += less;
                costs[j] -= less;
            }
        }
        return [.. costs.Select(c => Math.Max(0, c))];
    }

    /// <summary>Goods for which the same money pays.</summary>
    private sealed record Kind(int[] Lines, Usable[] PaidBy, int Node);

    /// <summary>Money of one unit on one account: what comes in goes out again. Of the first of a payment it is told that it paid nothing.</summary>
    private sealed record Purse(MemberId Account, UnitRule Unit, bool IsFirst, int Into, int Out);
}
