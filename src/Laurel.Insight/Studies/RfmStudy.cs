using System.Globalization;
using Laurel.Insight.Statistics;

namespace Laurel.Insight.Studies;

/// <summary>Recency, frequency and monetary value in summary; monetary figures are null without amounts.</summary>
/// <param name="RecencyCuts">The four values that part customers into fifths.</param>
/// <param name="OneTimeBuyers">Customers with a single purchase.</param>
/// <param name="TopFifthShare">The part of all money that the best fifth of customers brought.</param>
/// <param name="Segments">Customers by their three scores of 1 to 5; for recency 5 are the most recent.</param>
public sealed record RfmEstimates(
    long Customers, double RecencyMedian, double RecencyMean, double FrequencyMean, double FrequencyMax, ShareShape OneTimeBuyers,
    double? MonetarySum, double? MonetaryMean, double? MonetaryMedian, double? TopFifthShare, IReadOnlyList<double> RecencyCuts,
    IReadOnlyList<double> FrequencyCuts, IReadOnlyList<double>? MonetaryCuts, IReadOnlyList<RfmSegment> Segments);

/// <summary>Customers with the same scores; without amounts the monetary score is null.</summary>
public sealed record RfmSegment(int Recency, int Frequency, int? Monetary, long Customers, double? MonetarySum);

/// <summary>What was read.</summary>
/// <param name="Purchases">Rows, or orders.</param>
/// <param name="Returns">Those with a negative amount; they lower what was paid and are no purchases.</param>
public sealed record RfmDiagnostics(string AsOf, string FirstDay, string LastDay, long Purchases, long Returns);

/// <summary>Who bought lately, often and much, read from a file.</summary>
public static class RfmStudy
{
    /// <exception cref="StudyException">The file cannot be read so.</exception>
    public static StudyResult Run(RfmRequest request, StudyRun run)
    {
        var purchases = PurchaseFile.Read(request.Purchases.Before(request.AsOf), run, onlyDaysCount: false);
        run.Report("computing");
        var asOf = request.AsOf ?? purchases.Last.AddDays(1);
        var members = RfmScoring.Observe(purchases.Rows, asOf);
        if (members.Length == 0)
            throw new StudyException("no-purchases", ("file", run.Files[0].File));
        var cuts = RfmScoring.Cut(members, asOf);
        run.Warn(RfmScoring.Caveats(members).Where(caution => purchases.HasAmounts || caution.Figure > 1));
        if (request.CustomersTo is { } path)
            Write(path, purchases, members, cuts);
        var estimates = Estimates(run, members, cuts, purchases.HasAmounts);
        var (letter, text) = StudyResult.Description(run);
        return new()
        {
            Study = "rfm",
            Files = run.Files,
            Level = run.Level,
            Evidence = letter,
            EvidenceText = text,
            Verdict = Verdict(run, estimates, asOf),
            Estimates = estimates,
            Diagnostics = new RfmDiagnostics(
                $"{asOf:yyyy-MM-dd}", $"{purchases.First:yyyy-MM-dd}", $"{purchases.Last:yyyy-MM-dd}", purchases.Rows.Length,
                purchases.Returns),
            Warnings = run.Warnings,
            Report = Report(run, estimates),
        };
    }

    private static RfmEstimates Estimates(StudyRun run, RfmValues[] members, RfmCuts cuts, bool hasAmounts)
    {
        double[] recency = Sorted(members, member => member.RecencyDays);
        double[] money = Sorted(members, member => member.Monetary);
        double? Money(double value) => hasAmounts ? value : null;
        var segments = members.GroupBy(member => cuts.Score(member)).OrderByDescending(group => group.Key.Recency)
            .ThenByDescending(group => group.Key.Frequency).ThenByDescending(group => group.Key.Monetary);
        return new(
            members.Length, Quantiles.Linear(recency, 0.5), recency.Average(), members.Average(member => member.Frequency),
            members.Max(member => member.Frequency),
            ShareShape.From(members.Count(member => member.Frequency == 1), members.Length, run.Level),
            Money(money.Sum()), Money(money.Average()), Money(Quantiles.Linear(money, 0.5)),
            hasAmounts && money.Sum() > 0 ? Quantiles.TopShare(money, 0.2) : null,
            cuts.RecencyDays, cuts.Frequency, hasAmounts ? cuts.Monetary : null,
            [.. segments.Select(group => new RfmSegment(
                group.Key.Recency, group.Key.Frequency, hasAmounts ? group.Key.Monetary : null, group.Count(),
                Money(group.Sum(one => one.Monetary))))]);
    }

    private static double[] Sorted(RfmValues[] members, Func<RfmValues, double> value)
    {
        var sorted = Array.ConvertAll(members, member => value(member));
        Array.Sort(sorted);
        return sorted;
    }

    private static StudyVerdict Verdict(StudyRun run, RfmEstimates estimates, DateOnly asOf) => new("described", run.Say(
        estimates.TopFifthShare is null ? "rfm.described" : "rfm.described-with-money",
        ("customers", estimates.Customers),
        ("day", run.Show.Day(asOf)),
        ("recency", run.Show.Number(estimates.RecencyMedian)),
        ("frequency", run.Show.Number(estimates.FrequencyMean)),
        ("once", run.Show.Share(estimates.OneTimeBuyers.Share)),
        ("top", run.Show.Share(estimates.TopFifthShare))));

    private static List<ReportPart> Report(StudyRun run, RfmEstimates estimates)
    {
        List<string[]> rows =
        [
            Line(run, "rfm.recency", estimates.RecencyMean, estimates.RecencyMedian, estimates.RecencyCuts),
            Line(run, "rfm.frequency", estimates.FrequencyMean, null, estimates.FrequencyCuts),
        ];
        if (estimates.MonetaryCuts is { } cuts)
            rows.Add(Line(run, "rfm.monetary", estimates.MonetaryMean, estimates.MonetaryMedian, cuts));
        return
        [
            new ReportTable(run.Say("rfm.values"), ["", run.Say("head.mean"), run.Say("head.median"), "20%", "40%", "60%", "80%"], rows),
            new ReportTable(
                run.Say("rfm.grid"), [run.Say("rfm.recency-score"), .. Enumerable.Range(1, RfmScoring.Groups).Select(score => $"F{score}")],
                [.. Enumerable.Range(1, RfmScoring.Groups).Reverse().Select(recency => (string[])
                    [$"R{recency}", .. Enumerable.Range(1, RfmScoring.Groups).Select(frequency => run.Show.Count(
                        estimates.Segments.Where(one => one.Recency == recency
                            && one.Frequency == frequency).Sum(one => one.Customers)))])]),
        ];
    }

    private static string[] Line(StudyRun run, string key, double? mean, double? median, IReadOnlyList<double> cuts) =>
        [run.Say(key), run.Show.Number(mean), median is null ? "" : run.Show.Number(median), .. cuts.Select(cut => run.Show.Number(cut))];

    private static void Write(string path, Purchases purchases, RfmValues[] members, RfmCuts cuts) => CsvOutput.Write(
        path, "customer,recency_days,frequency,monetary,recency_score,frequency_score,monetary_score",
        members.Select(member => (member, score: cuts.Score(member))).Select(one => (string[])
        [
            purchases.Customers[one.member.Member], $"{one.member.RecencyDays}",
            one.member.Frequency.ToString("R", CultureInfo.InvariantCulture),
            purchases.HasAmounts ? one.member.Monetary.ToString("R", CultureInfo.InvariantCulture) : "",
            $"{one.score.Recency}", $"{one.score.Frequency}", purchases.HasAmounts ? $"{one.score.Monetary}" : "",
        ]));
}
