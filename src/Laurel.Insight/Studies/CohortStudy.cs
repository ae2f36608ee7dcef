namespace Laurel.Insight.Studies;

/// <summary>Retention by period and by cohort of first purchase, read from a file. A period that is not over is blank, not zero.</summary>
public static class CohortStudy
{
    private const int MostColumns = 13;

    /// <exception cref="StudyException">The file cannot be read so.</exception>
    public static StudyResult Run(CohortRequest request, StudyRun run)
    {
        if (request.RepeatDays < 1)
            throw new StudyException("bad-option", ("option", "--repeat-days"), ("text", request.RepeatDays), ("wanted", "1, 2, 3, …"));
        var purchases = PurchaseFile.Read(request.Purchases.Before(request.AsOf), run, onlyDaysCount: true);
        run.Report("computing");
        var asOf = request.AsOf ?? purchases.Last.AddDays(1);
        var table = new CohortTable(request, purchases.Rows, asOf, run.Level);
        var estimates = new CohortEstimates(table.Periods(), table.Cohorts(), table.Repeat());
        var (letter, text) = StudyResult.Description(run);
        return new()
        {
            Study = "cohorts",
            Files = run.Files,
            Level = run.Level,
            Evidence = letter,
            EvidenceText = text,
            Verdict = Verdict(run, estimates),
            Estimates = estimates,
            Diagnostics = new CohortDiagnostics(
                $"{asOf:yyyy-MM-dd}", $"{purchases.First:yyyy-MM-dd}", $"{purchases.Last:yyyy-MM-dd}", table.Total, purchases.Count),
            Warnings = run.Warnings,
            Report = Report(run, estimates),
        };
    }

    private static StudyVerdict Verdict(StudyRun run, CohortEstimates estimates)
    {
        var repeat = estimates.Repeat;
        var sentence = repeat.Share is { } share
            ? run.Say("cohorts.repeat", ("days", repeat.WithinDays), ("share", run.Show.Share(share.Share)),
                ("range", run.Show.SharesBetween(share.IntervalLow, share.IntervalHigh)), ("customers", repeat.Mature))
            : run.Say("cohorts.too-young", ("days", repeat.WithinDays));
        var last = estimates.Periods.LastOrDefault(period => period.Retention is not null);
        return new("described", last is null ? sentence : $"{sentence} " + run.Say(
            "cohorts.retention", ("period", last.Period), ("share", run.Show.Share(last.Retention!.Share)), ("active", last.Active)));
    }

    private static List<ReportPart> Report(StudyRun run, CohortEstimates estimates) =>
    [
        new ReportTable(
            run.Say("cohorts.periods"),
            [run.Say("head.period"), run.Say("head.active"), run.Say("head.new"), run.Say("head.retained"), run.Say("head.reactivated"),
                run.Say("head.lapsed"), run.Say("head.retention"), run.Say("head.year")],
            [.. estimates.Periods.Select(period => (string[])
            [
                period.Complete ? period.Period : run.Say("cohorts.unfinished", ("period", period.Period)), run.Show.Count(period.Active),
                run.Show.Count(period.New), run.Show.Count(period.Retained), run.Show.Count(period.Reactivated),
                run.Show.Count(period.Lapsed),
                Share(run, period.Retention), Share(run, period.YearOnYear),
            ])]),
        new ReportTable(
            run.Say("cohorts.triangle"),
            [run.Say("head.cohort"), run.Say("head.customers"), .. Enumerable.Range(0, Columns(estimates)).Select(later => $"+{later}")],
            [.. estimates.Cohorts.Select(cohort => (string[])
            [
                cohort.Cohort, run.Show.Count(cohort.Customers),
                .. Enumerable.Range(0, Columns(estimates))
                    .Select(later => later < cohort.Cells.Count ? Share(run, cohort.Cells[later].Share) : ""),
            ])]),
    ];

    private static int Columns(CohortEstimates estimates) => Math.Min(MostColumns, estimates.Cohorts.Max(cohort => cohort.Cells.Count));

    private static string Share(StudyRun run, ShareShape? share) => share is null ? "" : run.Show.Share(share.Share);
}
