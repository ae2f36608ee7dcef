using Laurel.Insight.Charts;
using Laurel.Insight.Experiments;
using Laurel.Insight.Questions;

namespace Laurel.Server.Ui.Measuring;

/// <summary>How pages write what was measured: percentages, money in major units, counts, and intervals of them.</summary>
public sealed record Figures(Language Language, Currency Currency)
{
    private const string Minus = "−";

    public string Percent(double share) => Fixed(Style(Unit.Ratio).Exact(share));

    /// <summary>+6.1%, −2.0%</summary>
    public string Change(double share) => (share > 0 ? "+" : "") + Percent(share);

    public string Money(double amount) => Fixed(Style(Unit.Money).Exact(amount));

    public string Count(double count) => Fixed(Style(Unit.Count).Exact(count));

    public string Mean(double mean) => Fixed(Style(Unit.Mean).Exact(mean));

    /// <summary>+1.2% to +11.0%</summary>
    public string Changes(Interval between) => $"{Change(between.Low)} … {Change(between.High)}";

    public string Moneys(Interval between) => $"{Money(between.Low)} … {Money(between.High)}";

    public string Month(DateOnly month) => month.ToString("MMM yyyy", Language.Culture());

    public NumberStyle Style(Unit unit) => new(Language, unit, Currency);

    private static string Fixed(string text) => text.Replace("-", Minus, StringComparison.Ordinal);
}
