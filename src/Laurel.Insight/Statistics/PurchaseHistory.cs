namespace Laurel.Insight.Statistics;

/// <summary>
/// What the models of customer value know of one member: x, t_x and T of Fader, Hardie and Lee (2005).
/// Any one unit of time serves, as long as it is the same everywhere; Laurel counts weeks.
/// </summary>
/// <param name="Repeats">x: purchase days after the first one, 0 or more.</param>
/// <param name="LastRepeat">t_x: time from the first to the last purchase day; 0 without repeats.</param>
/// <param name="Observed">T: time from the first purchase day to the end of the observation; t_x or more.</param>
public readonly record struct PurchaseHistory(int Repeats, double LastRepeat, double Observed)
{
    internal void Require()
    {
        var sound = Repeats >= 0 && LastRepeat >= 0 && LastRepeat <= Observed && double.IsFinite(Observed);
        if (!sound || (Repeats == 0 && LastRepeat != 0))
            throw new ArgumentException($"A purchase history needs 0 ≤ t_x ≤ T, and t_x = 0 without repeats; this one is {this}.");
    }
}
