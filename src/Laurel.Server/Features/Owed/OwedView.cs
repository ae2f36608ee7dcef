using Laurel.Insight.Charts;
using Laurel.Insight.Forecasts;
using Laurel.Insight.Questions;
using Laurel.Insight.Statistics;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Owed;

/// <summary>What the program owes in one unit, what of it will be used, and how that stands in the accounts.</summary>
public sealed record OwedView
{
    public required Shown Shown { get; init; }
    public required Figures Figures { get; init; }
    public required UnitsOwed Owed { get; init; }

    /// <summary>The units of the program, of which this is one.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    /// <summary>Minor units of money that the smallest part of the unit buys; null without a reward marked as base.</summary>
    public decimal? Worth { get; init; }
    public PointsAccounts? Accounts { get; init; }

    /// <summary>What redeemed units were worth over what members spent, and what issued ones are; null without either.</summary>
    public (double Used, double Promised)? Returned { get; init; }

    public string InUnits(double amount) => Shown.Units((long)Math.Round(amount), Owed.Unit);

    public string? Money(double amount) => Worth is { } worth ? Figures.Money(amount * (double)worth / Shown.Definition.Currency.Scale) : null;

    public BarChart Chart(string title, string description, string used, string expired, string left) => new()
    {
        Id = "c-owed",
        Title = title,
        Description = description,
        Numbers = Figures.Style(Unit.Count),
        Width = 1000,
        IsStacked = true,
        Places = [.. Owed.Cohorts.Select(c => Place.Of(Figures.Month(c.Month)))],
        Series =
        [
            new Series(used, [.. Owed.Cohorts.Select(c => (double?)Whole(c.Redeemed))]),
            new Series(expired, [.. Owed.Cohorts.Select(c => (double?)Whole(c.Expired))]),
            new Series(left, [.. Owed.Cohorts.Select(c => (double?)Whole(c.Outstanding))]),
        ],
    };

    /// <summary>Every month with its expected redemption rate.</summary>
    public IReadOnlyList<(OwedCohort Cohort, CohortRedemption? Rate)> Rows =>
        [.. Owed.Cohorts.Select((c, i) => (c, Owed.Rate is { } rate && i < rate.Cohorts.Count ? rate.Cohorts[i] : (CohortRedemption?)null))];

    internal RawTable Raw() => new($"owed-{Owed.Unit}", ["month", "issued", "redeemed", "expired", "outstanding", "ultimate_rate", "standard_error"],
        [.. Rows.Select(r => (IReadOnlyList<object?>)
            [r.Cohort.Month, r.Cohort.Issued, r.Cohort.Redeemed, r.Cohort.Expired, r.Cohort.Outstanding, r.Rate?.Rate, r.Rate?.StandardError])]);

    private double Whole(long amount) => (double)(Shown.Definition.Unit(Owed.Unit)?.ToDecimal(amount) ?? amount);
}
