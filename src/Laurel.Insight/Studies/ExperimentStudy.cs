using Laurel.Insight.Experiments;
using Laurel.Insight.Statistics;
using Caution = Laurel.Insight.Experiments.Caution;
using CautionKind = Laurel.Insight.Experiments.CautionKind;
using SampleRatio = Laurel.Insight.Experiments.SampleRatio;

namespace Laurel.Insight.Studies;

/// <summary>A randomised test read from a file and judged: Welch, relative difference, CUPED, sizes of the arms, several arms and
/// metrics.</summary>
public static class ExperimentStudy
{
    /// <exception cref="StudyException">The file cannot be read so.</exception>
    /// <exception cref="UnusableSampleException">The figures cannot carry the method.</exception>
    public static StudyResult Run(ExperimentRequest request, StudyRun run)
    {
        var sample = ExperimentSample.Read(request, run);
        run.Report("computing");
        var shares = Shares(request, sample);
        var lottery = SampleRatio.Check(sample.Assigned, shares);
        var units = sample.Assigned.Sum();
        var test = new ExperimentTest(request, run, sample, request.Shares is not null && lottery.Stops);
        WarnOfDraw(request, run, sample, lottery);
        var metrics = test.Judge();
        var comparisons = metrics.SelectMany(metric => metric.Comparisons).ToList();
        var rung = StudyResult.Rung(run, request.Joined is null ? Evidence.RandomHoldout : Evidence.RandomEncouragement);
        var whole = shares.Sum();
        return new()
        {
            Study = "experiment",
            Files = run.Files,
            Level = run.Level,
            Evidence = rung.Letter,
            EvidenceText = rung.Text,
            Verdict = new(comparisons[0].Verdict.Code, string.Join(" ", comparisons.Select(one => one.Verdict.Text).Distinct())),
            Headline = Headline(comparisons[0]),
            Estimates = new ExperimentEstimates(metrics),
            Diagnostics = new ExperimentDiagnostics(
                units, sample.Arms, sample.Assigned, [.. shares.Select(share => share / whole)], request.Shares is not null,
                lottery.ChiSquared, lottery.PValue, test.IsStopped, request.PlannedUnits, test.Ended),
            Warnings = run.Warnings,
            Report = ExperimentReport.Of(run, metrics),
        };
    }

    private static StudyHeadline? Headline(ArmComparison first) => first.Headline switch
    {
        _ when first.Difference is null => null,
        "adjusted" => StudyHeadline.Of("metrics[0].comparisons[0].adjusted", first.Adjusted!),
        "always_valid" => StudyHeadline.Of("metrics[0].comparisons[0].always_valid", first.AlwaysValid!),
        _ => StudyHeadline.Of("metrics[0].comparisons[0].difference", first.Difference),
    };

    private static double[] Shares(ExperimentRequest request, ExperimentSample sample)
    {
        if (request.Shares is null)
            return [.. sample.Arms.Select(_ => 1.0)];
        return request.Shares.Count == sample.Arms.Count && sample.Arms.All(request.Shares.ContainsKey)
            ? [.. sample.Arms.Select(arm => request.Shares[arm])]
            : throw new StudyException("shares-of-arms", ("arms", string.Join(", ", sample.Arms)));
    }

    private static void WarnOfDraw(ExperimentRequest request, StudyRun run, ExperimentSample sample, SampleRatio lottery)
    {
        if (lottery.Stops && request.Shares is not null)
            run.Warn(new Caution(CautionKind.SampleRatioMismatch, lottery.PValue, SampleRatio.StopsBelow));
        else if (lottery.Stops)
            run.Warn("sizes-differ", request.Arm, ("p", run.Show.Chance(lottery.PValue)), ("sizes", string.Join(" : ", sample.Assigned)));
        foreach (var metric in sample.Metrics.Where(metric => metric.Missing.Sum() > 0))
        {
            if (SampleRatio.Check(metric.Missing, [.. sample.Assigned.Select(count => (double)count)]).Stops)
                run.Warn("missing-unevenly", metric.Name, ("metric", metric.Name));
        }
    }
}
