using Laurel.Definitions;

namespace Laurel.Earning.Gives;

/// <summary>
/// So many units for every full amount spent in a stretch of the calendar: 10 beans for every full 100.00 EUR spent per month. What is over
/// counts on in the same stretch; what comes back takes back the steps that are no longer reached.
/// </summary>
public sealed record ForEveryFullSpent(long Amount, Money Full, PeriodUnit? Window) : Give
{
    public override Counting Counting => Counting.ForEveryFullSpent;

    public override decimal Each => Amount;

    public override long Step => Full.Whole;

    public override bool Takes(string currency) => currency == Full.Currency.Code;

    public override decimal Counted(IReadOnlyList<BasketLine> lines) => lines.Sum(l => l.Price.Base);

    /// <summary>The counter of what was spent so far.</summary>
    public string Counter(string rule, DateOnly day) => $"{Counters.OfMember}{Counters.Spent}{rule}:{Counters.Since(Window, day)}";

    /// <summary>Units between two sums of spending, in the unit's smallest part.</summary>
    public Int128 Between(long before, long after) => (Steps(after) - Steps(before)) * Amount;

    private Int128 Steps(long spent) => Round.Divide(Math.Max(0, spent), Full.Whole, Rounding.Down);
}
