namespace Laurel.Insight.Studies;

/// <summary>Joiners and others, one row each, what was known of them before, and what happened later.</summary>
public sealed record AdjustRequest
{
    public required string File { get; init; }

    /// <summary>A file with others who did not join: its rows take the place of those in <see cref="File"/> that did not.</summary>
    public string? Controls { get; init; }

    /// <summary>Who joined: 1 or 0, yes or no.</summary>
    public required string Treated { get; init; }

    /// <summary>The value of <see cref="Treated"/> that means "joined", where it is neither yes nor no.</summary>
    public string? TreatedValue { get; init; }

    public required string Outcome { get; init; }

    /// <summary>
    /// What was known before joining: columns, and terms made of them (<c>age^2</c>, <c>educ*re74</c>, <c>re74=0</c>). A column of texts
    /// becomes one yes or no for each of its texts but the first.
    /// </summary>
    public required IReadOnlyList<string> Covariates { get; init; }

    /// <summary>Columns of numbers that are only names, such as a region's number.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}
