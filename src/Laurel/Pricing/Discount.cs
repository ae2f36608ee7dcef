using Laurel.Earning;
using Laurel.Rewards;
using Laurel.Rewards.Benefits;

namespace Laurel.Pricing;

/// <summary>Something to take off a basket: what, off which lines, how many times and how much at most.</summary>
internal sealed record Discount(Benefit Benefit, LineFilter Lines, Ceiling? AtMost)
{
    public decimal Times { get; init; } = 1;

    /// <summary>Once for so many pieces bought; null is once.</summary>
    public ForEvery? Every { get; init; }

    /// <summary>The lines whose pieces count as bought.</summary>
    public LineFilter Bought { get; init; } = LineFilter.All;
}

/// <summary>A line while it is being priced: what is left to take off, as prices are written.</summary>
internal record struct LineToPay(Line Line, long List)
{
    public long Left { get; set; } = List;

    /// <summary>How many of its pieces cost nothing.</summary>
    public decimal Free { get; set; }

    /// <summary>What discounts on the whole basket took off it.</summary>
    public long BasketWide { get; set; }

    /// <summary>What is left of the price of one piece.</summary>
    public decimal Piece => Left / Line.Quantity;
}
