using Laurel.Units;

namespace Laurel.Deciding;

/// <summary>What is left to pay of the goods of a basket; what loads a card must be paid otherwise.</summary>
internal sealed class GoodsToPay(Basket basket)
{
    private readonly long[] left = [.. basket.Lines.Select(l => l.Line.Loads is null ? l.Price.Total : 0)];

    /// <summary>In minor units, of all goods.</summary>
    public long Left { get; private set; } = Math.Max(0, basket.Lines.Where(l => l.Line.Loads is null).Sum(l => l.Price.Total));

    /// <summary>How much of it stored money of a unit may pay.</summary>
    public long LeftFor(UnitRule unit) => unit.Usable switch
    {
        null => Left,
        { } usable when usable.Missing(basket) is null => Math.Clamp(Its(usable).Sum(i => left[i]), 0, Left),
        _ => 0,
    };

    /// <summary>Pays so much; of money for certain goods also how much of which line, in their order.</summary>
    public IReadOnlyList<long>? Pay(UnitRule unit, long amount)
    {
        Left -= amount;
        if (unit.Usable is not { } usable)
            return null;
        var paid = new long[left.Length];
        foreach (var i in Its(usable))
        {
            paid[i] = Math.Clamp(amount, 0, Math.Max(0, left[i]));
            left[i] -= paid[i];
            amount -= paid[i];
        }
        return paid;
    }

    private IEnumerable<int> Its(Usable usable) => Enumerable.Range(0, left.Length).Where(i => usable.Pays(basket.Lines[i]));
}
