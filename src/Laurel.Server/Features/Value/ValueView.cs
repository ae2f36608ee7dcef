using Laurel.Insight.Charts;
using Laurel.Insight.Forecasts;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Insight.Statistics;
using Laurel.Server.Http;
using Laurel.Server.Privacy;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Value;

/// <summary>What customers are worth: the RFM grid, the forecast of the chosen model with its back-test, and who is about to leave.</summary>
public sealed record ValueView
{
    private const int Most = 12;
    private const double Awake = 0.5;

    public required Shown Shown { get; init; }
    public required Figures Figures { get; init; }
    public MeasureCard? Grid { get; init; }
    public MeasureCard? Rfm { get; init; }

    /// <summary>Null while too few came again to learn from.</summary>
    public ValueOutlook? Outlook { get; init; }

    /// <summary>Who the listed members are, by id; empty for those who may not see members.</summary>
    public IReadOnlyDictionary<string, Person> People { get; init; } = new Dictionary<string, Person>();

    public CustomerValue? Value => Outlook?.Value;

    /// <summary>Those who were worth most and are most likely gone: value lost is what they would bring were they still here.</summary>
    public IReadOnlyList<CustomerOutlook> AtRisk =>
        Outlook is null ? [] : [.. Outlook.Customers.Where(c => c is { IsMember: true, Orders: > 2, ChurnRisk: > Awake }).OrderByDescending(c => c.Orders).Take(Most)];

    public IReadOnlyList<CustomerOutlook> Best => Outlook is null ? [] : [.. Outlook.Customers.Where(c => c.IsMember).Take(Most)];

    /// <summary>In how many days the next purchase is to be expected; null where none is within a year, or she has more likely left.</summary>
    public static int? NextWithin(CustomerOutlook customer) => customer is { ChurnRisk: <= Awake, Forecast.ExpectedPurchases: >= 1 }
        ? (int)Math.Ceiling(365 / customer.Forecast.ExpectedPurchases)
        : null;

    public Histogram Alive(string title, string description, string count) => new()
    {
        Id = "c-alive",
        Title = title,
        Description = description,
        Numbers = Figures.Style(Unit.Count),
        Width = 1000,
        Classes = [.. Enumerable.Range(0, 10).Select(i => Place.Of($"{i * 10}–{(i + 1) * 10}%"))],
        Counts = new Series(count, [.. Enumerable.Range(0, 10).Select(i => (double?)Outlook!.Customers.Count(c => Tenth(c) == i))]),
    };

    /// <summary>How every candidate did on the last weeks, the chosen one first, beside going on as before.</summary>
    public IReadOnlyList<BackTest> Tests => Value is null ? [] : [.. Value.BackTest.Candidates.Select(c => c.Test), Value.BackTest.Naive];

    internal RawTable Raw() => new("customer-value",
        ["customer", "member", "orders", "last_day", "p_alive", "expected_purchases_year", "expected_spend", "value_year"],
        [.. (Outlook?.Customers ?? []).Select(c => (IReadOnlyList<object?>)
        [
            c.Customer, c.IsMember, c.Orders, c.LastDay, c.Forecast.ProbabilityAlive, c.Forecast.ExpectedPurchases, c.Forecast.ExpectedSpend,
            c.Forecast.Value,
        ])]);

    private static int Tenth(CustomerOutlook customer) => Math.Min(9, (int)(customer.Forecast.ProbabilityAlive * 10));
}
