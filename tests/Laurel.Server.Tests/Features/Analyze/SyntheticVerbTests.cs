using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Analyze;

/// <summary>California's Proposition 99: references recomputed independently (weights at least 0 that sum to 1, outcomes only).</summary>
public sealed class SyntheticVerbTests
{
    private static readonly string[] Columns = ["--unit", "State", "--time", "Year", "--outcome", "PacksPerCapita"];

    private static string Prop99 => TestFiles.Shared("data/prop99/california_prop99.csv.gz");

    [Fact]
    public async Task California_and_its_mixture_are_those_of_the_references()
    {
        var reference = TestFiles.Reference("prop99.sc_simplex_outcomes");
        var result = await Terminal.Json(["synthetic", Prop99, .. Columns, "--treated", "treated"]);
        result.Number("estimates.average_after.estimate").ShouldBe(reference.Number("ATT_1989_2000"), 0.1);
        result.Number("estimates.difference_in_differences").ShouldBe(TestFiles.Reference("prop99.did").GetDouble(), 0.001);
        result.At("estimates.gaps").EnumerateArray().Last().Number("gap").ShouldBe(reference.Number("gap_2000"), 0.1);
        result.Number("diagnostics.rmspe_before").ShouldBe(reference.Number("pre_rmspe"), 0.01);
        result.Number("diagnostics.placebo_rank").ShouldBe(3);
        var weights = result.At("estimates.weights").EnumerateArray().ToDictionary(one => one.Text("unit"), one => one.Number("weight"));
        weights.Count.ShouldBe(6);
        foreach (var weight in reference.GetProperty("weights").EnumerateObject())
            weights[weight.Name].ShouldBe(weight.Value.GetDouble(), 0.01);
    }

    [Fact]
    public async Task Naming_the_unit_and_the_start_is_the_same_as_marking_them()
    {
        var marked = await Terminal.Analyze(["synthetic", Prop99, .. Columns, "--treated", "treated", "--json"]);
        var named = await Terminal.Analyze(["synthetic", Prop99, .. Columns, "--treated", "California", "--from", "1989", "--json"]);
        named.ShouldBeFine().Output.ShouldBe(marked.Output);
    }

    [Fact]
    public async Task A_unit_that_does_not_exist_is_refused()
    {
        var printed = await Terminal.Analyze(["synthetic", Prop99, .. Columns, "--treated", "Kalifornia", "--from", "1989"]);
        printed.Exit.ShouldBe(Host.Failed);
        printed.Error.ShouldContain(
            "'Kalifornia' is neither a column nor a value of 'State'. Did you mean 'California'? The columns are: State, Year, PacksPerCapita, treated.");
    }

    [Fact]
    public async Task A_named_unit_needs_a_start()
    {
        var printed = await Terminal.Analyze(["synthetic", Prop99, .. Columns, "--treated", "California"]);
        printed.Exit.ShouldBe(Host.Misused);
        printed.Error.ShouldContain("--from is needed here");
    }

    [Fact]
    public async Task Units_with_a_missing_period_are_left_out_by_name()
    {
        var path = TestFiles.Write("regions.csv", ["region,month,sales", .. Enumerable.Range(0, 6 * 9)
            .Select(row => (region: (char)('A' + row / 9), month: row % 9 + 1)).Where(row => row != ('E', 4))
            .Select(row => $"{row.region},2025-{row.month:00},{row.month * (row.region - '@') % 7 + (row is { region: 'A', month: > 7 } ? 5 : 0)}")]);
        var result = await Terminal.Json("synthetic", path, "--unit", "region", "--time", "month", "--treated", "A", "--from", "2025-08",
            "--outcome", "sales");
        result.Number("diagnostics.donors").ShouldBe(4);
        result.Number("diagnostics.periods_before").ShouldBe(7);
        result.WarningCodes().ShouldContain("donors-left-out");
        result.Text("diagnostics.from").ShouldBe("2025-08");
    }

    [Fact]
    public async Task A_period_that_no_donor_has_is_left_out_and_counted()
    {
        var gap = await Terminal.Json(["synthetic", Regions((region, month) => region == 'A' || month != 4), .. Named]);
        var without = await Terminal.Json(["synthetic", Regions((_, month) => month != 4), .. Named]);
        gap.WarningCodes().ShouldContain("periods-few-donors");
        gap.Number("diagnostics.donors").ShouldBe(5);
        gap.Number("diagnostics.periods_before").ShouldBe(6);
        gap.Number("headline.estimate").ShouldBe(without.Number("headline.estimate"), 1e-12);
    }

    [Fact]
    public async Task Where_every_donor_misses_another_period_half_of_them_are_kept()
    {
        var result = await Terminal.Json(["synthetic", Regions((region, month) => region == 'A' || month != region - 'A'), .. Named]);
        result.Number("diagnostics.donors").ShouldBe(3);
        result.Number("diagnostics.periods_before").ShouldBe(4);
        result.WarningCodes().ShouldContain("donors-left-out");
    }

    private static readonly string[] Named =
        ["--unit", "region", "--time", "month", "--treated", "A", "--from", "2025-08", "--outcome", "sales"];

    private static string Regions(Func<char, int, bool> isSeen) => TestFiles.Write("regions.csv", ["region,month,sales", .. Enumerable.Range(0, 6 * 9)
        .Select(row => (region: (char)('A' + row / 9), month: row % 9 + 1)).Where(row => isSeen(row.region, row.month))
        .Select(row => $"{row.region},2025-{row.month:00},{row.month * (row.region - '@') % 7 + (row is { region: 'A', month: > 7 } ? 5 : 0)}")]);

    [Fact]
    public async Task A_unit_that_is_called_like_the_column_of_periods_is_still_a_unit()
    {
        var path = TestFiles.Write("stores.csv", ["u,t,y", .. Enumerable.Range(0, 5 * 8).Select(row =>
            $"{"ABCDT"[row / 8]},{row % 8 + 1},{10 + row / 8 + (row * 7 % 5) + (row / 8 == 4 && row % 8 > 5 ? 9 : 0)}")]);
        var result = await Terminal.Json("synthetic", path, "--unit", "u", "--time", "t", "--treated", "T", "--from", "7", "--outcome", "y");
        result.Text("diagnostics.treated_unit").ShouldBe("T");
    }
}
