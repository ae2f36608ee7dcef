namespace Laurel.Insight.Studies;

/// <summary>Customers by period, by cohort of first purchase, and how many bought again soon.</summary>
public sealed record CohortEstimates(IReadOnlyList<PeriodShape> Periods, IReadOnlyList<CohortShape> Cohorts, RepeatShape Repeat);

/// <summary>One period. New, retained and reactivated add up to active.</summary>
/// <param name="Complete">False while the period is not over; then the shares are null.</param>
/// <param name="Active">Customers with a purchase in it.</param>
/// <param name="Retained">Of those, who also bought in the period before.</param>
/// <param name="Reactivated">Who bought earlier, but not in the period before.</param>
/// <param name="Lapsed">Who bought in the period before and not in this one.</param>
/// <param name="Retention">Retained of those who bought in the period before.</param>
/// <param name="YearOnYear">Who bought in the same period a year before and again in this one; null for weeks.</param>
public sealed record PeriodShape(
    string Period, string Start, bool Complete, long Active, long New, long Retained, long Reactivated, long Lapsed, ShareShape? Retention,
    ShareShape? YearOnYear);

/// <summary>Those who first bought in a period.</summary>
public sealed record CohortShape(string Cohort, long Customers, IReadOnlyList<CohortCell> Cells);

/// <summary>A cohort so many periods after its first; a period that is not over has a count so far and no share.</summary>
public sealed record CohortCell(int PeriodsLater, string Period, bool Complete, long Active, ShareShape? Share);

/// <summary>Who bought on another day within some days of the first, of those whose days are over.</summary>
public sealed record RepeatShape(int WithinDays, long Mature, long Repeated, ShareShape? Share, ShareShape Ever);

/// <summary>What was read.</summary>
public sealed record CohortDiagnostics(string AsOf, string FirstDay, string LastDay, long Customers, long Purchases);
