using Laurel.Insight.Causal;
using Laurel.Tests.Experiments;

namespace Laurel.Tests.Causal;

/// <summary>
/// Job training of LaLonde (1986) in the sample of Dehejia and Wahba (1999): those trained in the experiment, against people of two surveys
/// who were not. The experiment says +1,794; joined = trained, outcome = earnings of 1978 in dollars.
/// </summary>
internal static class LaLonde
{
    /// <summary>
    /// 185 trained against 15,992 of the Current Population Survey; age, education, race, marriage, degree, earnings of 1974 and 1975.
    /// </summary>
    public static ComparedUnits Cps() => Cps(columns => columns);

    /// <summary>The richer specification of Cunningham (2021), "Causal inference: the mixtape", chapter 5.</summary>
    public static ComparedUnits CpsRich() => Cps(columns =>
    {
        double[] Of(string name) => [.. columns.Single(column => column.Name == name).Values];
        var (age, educ, re74, re75) = (Of("age"), Of("educ"), Of("re74"), Of("re75"));
        return
        [
            .. columns,
            new("agesq", [.. age.Select(a => a * a)]),
            new("agecube", [.. age.Select(a => a * a * a)]),
            new("educsq", [.. educ.Select(e => e * e)]),
            new("u74", [.. re74.Select(r => r == 0 ? 1.0 : 0)]),
            new("u75", [.. re75.Select(r => r == 0 ? 1.0 : 0)]),
            new("educ*re74", [.. educ.Zip(re74, (e, r) => e * r)]),
        ];
    });

    /// <summary>185 trained against 429 of the Panel Study of Income Dynamics, as in the R package MatchIt.</summary>
    public static ComparedUnits Psid()
    {
        var file = GzipCsv.Shared("data/lalonde_nsw/lalonde_psid_matchit.csv.gz");
        var race = file.Texts("race");
        double[] Is(string name) => [.. race.Select(one => one == name ? 1.0 : 0)];
        return new(
            [.. file.Numbers("treat").Select(treat => treat == 1)],
            file.Numbers("re78"),
            [
                .. Columns(["age", "educ", "married", "nodegree", "re74", "re75"], file.Numbers),
                new("black", Is("black")),
                new("hispan", Is("hispan")),
            ]);
    }

    private static ComparedUnits Cps(Func<List<Covariate>, List<Covariate>> more)
    {
        var (nsw, cps) = (Nsw("nsw_experimental"), Nsw("cps_controls"));
        bool[] trained = [.. nsw.Numbers("treat").Select(treat => treat == 1)];
        double[] Both(string name) => [.. nsw.Numbers(name).Where((_, i) => trained[i]), .. cps.Numbers(name)];
        return new(
            [.. trained.Where(one => one), .. Enumerable.Repeat(false, cps.Rows)],
            Both("re78"),
            more(Columns(["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"], Both)));
    }

    private static List<Covariate> Columns(string[] names, Func<string, double[]> read) =>
        [.. names.Select(name => new Covariate(name, read(name)))];

    private static GzipCsv Nsw(string file) => GzipCsv.Shared($"data/lalonde_nsw/{file}.csv.gz");
}
