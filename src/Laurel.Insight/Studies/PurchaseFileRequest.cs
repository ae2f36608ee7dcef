namespace Laurel.Insight.Studies;

/// <summary>Purchases in a file, one row each or one row per line.</summary>
public sealed record PurchaseFileRequest
{
    public required string File { get; init; }

    public required string Customer { get; init; }

    public required string Date { get; init; }

    /// <summary>What was paid; a negative amount is a return. Null when it is not known, or is <see cref="Quantity"/> times <see
    /// cref="Price"/>.</summary>
    public string? Amount { get; init; }

    public string? Quantity { get; init; }

    public string? Price { get; init; }

    /// <summary>Rows of one customer with the same text here are one purchase.</summary>
    public string? Order { get; init; }

    /// <summary>Leaves out rows whose amount is 0 or less.</summary>
    public bool PositiveOnly { get; init; }

    /// <summary>The last day looked at; the last one in the file when null.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The same, of which nothing is known from a day on.</summary>
    public PurchaseFileRequest Before(DateOnly? asOf) =>
        asOf is { } day && day > DateOnly.MinValue && !(Until < day) ? this with { Until = day.AddDays(-1) } : this;
}

/// <summary>What customers will buy and be worth.</summary>
public sealed record ClvRequest
{
    public required PurchaseFileRequest Purchases { get; init; }

    /// <summary>The last day the models learn from; the days after it test them.</summary>
    public required DateOnly CalibrateUntil { get; init; }

    /// <summary>How many months ahead are valued.</summary>
    public int Months { get; init; } = 12;

    /// <summary>What a month costs: 0.01 is one percent.</summary>
    public double MonthlyDiscount { get; init; } = 0.01;

    /// <summary>The share of spend that is margin; 1 values revenue.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>The key of the model to use (<c>bg_nbd</c>, <c>mbg_nbd</c>, <c>pareto_nbd</c>); null takes the one that did best on the
    /// days held back.</summary>
    public string? Model { get; init; }

    /// <summary>Where to write a CSV file with one row per customer; null for none.</summary>
    public string? CustomersTo { get; init; }
}

/// <summary>Who bought lately, often and much.</summary>
public sealed record RfmRequest
{
    public required PurchaseFileRequest Purchases { get; init; }

    /// <summary>The day recency is counted to; the day after the last when null.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Where to write a CSV file with one row per customer; null for none.</summary>
    public string? CustomersTo { get; init; }
}

/// <summary>How long a cohort period is.</summary>
public enum CohortPeriod
{
    Week,
    Month,
    Quarter,
    Year,
}

/// <summary>Customers by the period of their first purchase, and in which later ones they bought.</summary>
public sealed record CohortRequest
{
    public required PurchaseFileRequest Purchases { get; init; }

    public CohortPeriod Period { get; init; } = CohortPeriod.Month;

    /// <summary>The first day that is not known: periods that end later are not over. The day after the last when null.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Days within which a second purchase counts as a repeat.</summary>
    public int RepeatDays { get; init; } = 90;
}
