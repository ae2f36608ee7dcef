using System.IO.Compression;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Analyze;

/// <summary>mpdta: references recomputed independently, equal to the did package (Callaway and Sant'Anna).</summary>
public sealed class PanelVerbTests
{
    private static readonly string[] Columns = ["--unit", "countyreal", "--time", "year", "--cohort", "first.treat", "--outcome", "lemp"];

    private static string Mpdta => TestFiles.Shared("data/mpdta/mpdta.csv.gz");

    [Fact]
    public async Task Every_group_and_period_has_the_effect_and_the_error_of_the_references()
    {
        var result = await Terminal.Json(["panel", Mpdta, .. Columns]);
        var cells = result.At("estimates.att_gt").EnumerateArray().ToDictionary(cell => $"{cell.At("group")}-{cell.At("time")}");
        var references = TestFiles.Reference("cs_did.mpdta.att_gt").EnumerateObject().ToList();
        references.Count.ShouldBe(12);
        cells.Count.ShouldBe(12);
        foreach (var reference in references)
        {
            cells[reference.Name].Number("estimate").ShouldBe(reference.Value[0].GetDouble(), 1e-4, reference.Name);
            cells[reference.Name].Number("standard_error")
                .ShouldBe(reference.Value[1].GetDouble(), 0.01 * reference.Value[1].GetDouble(), reference.Name);
        }
    }

    [Fact]
    public async Task The_averages_are_those_of_the_references()
    {
        var result = await Terminal.Json(["panel", Mpdta, .. Columns]);
        result.Number("estimates.simple.estimate").ShouldBe(TestFiles.Reference("cs_did.mpdta.simple").GetDouble(), 1e-4);
        result.Number("estimates.group.overall.estimate").ShouldBe(TestFiles.Reference("cs_did.mpdta.group_overall").GetDouble(), 1e-4);
        result.Number("estimates.two_way_fixed_effects").ShouldBe(TestFiles.Reference("twfe.mpdta").GetDouble(), 1e-4);
        var dynamic = TestFiles.Reference("cs_did.mpdta.dynamic");
        result.Number("estimates.dynamic.overall.estimate").ShouldBe(dynamic.Number("overall"), 1e-4);
        foreach (var point in result.At("estimates.dynamic.event_times").EnumerateArray())
            point.Number("estimate").ShouldBe(dynamic.Number($"{point.At("event_time")}"), 1e-4);
    }

    [Fact]
    public async Task The_headline_has_its_evidence_and_its_cautions()
    {
        var result = await Terminal.Json(["panel", Mpdta, .. Columns]);
        result.Text("evidence").ShouldBe("C");
        result.Text("verdict.code").ShouldBe("lower");
        result.Text("headline.name").ShouldBe("group.overall");
        result.Number("headline.standard_error").ShouldBe(0.0126, 0.0005);
        result.At("diagnostics.pre_trend.passed").GetBoolean().ShouldBeTrue();
        result.WarningCodes().ShouldBe(["small-cohort", "regression-differs"]);
        result.At("diagnostics.groups.0.group").GetInt32().ShouldBe(2004);
    }

    /// <summary>Semicolons, decimal commas, other names, another order, "never" instead of 0, dates instead of years.</summary>
    [Fact]
    public async Task The_same_panel_written_by_a_spreadsheet_gives_the_same_figures()
    {
        var rows = Rows(Mpdta).Select(row => row.Split(',')).OrderBy(row => row[3], StringComparer.Ordinal);
        var path = TestFiles.Write("panel.csv", ["Log emploi;Comté;Année;Adhésion", .. rows.Select(row =>
            $"\"{row[3].Replace('.', ',')}\";C{row[1]};01/01/{row[0]};{(row[4] == "0" ? "never" : $"01/01/{row[4]}")}")]);
        var result = await Terminal.Json("panel", path, "--unit", "comté", "--time", "Année", "--cohort", "Adhésion", "--outcome",
            "Log emploi", "--date-format", "%d/%m/%Y");
        result.Number("estimates.group.overall.estimate").ShouldBe(TestFiles.Reference("cs_did.mpdta.group_overall").GetDouble(), 1e-9);
        result.Text("estimates.att_gt.0.group").ShouldBe("01/01/2004");
    }

    [Fact]
    public async Task A_column_that_is_1_under_treatment_does_instead_of_a_cohort()
    {
        var path = TestFiles.Write("panel.csv", ["y,c,t,d", .. Rows(Mpdta).Select(row => row.Split(',')).Select(row =>
            $"{row[3]},{row[1]},{row[0]},{(row[4] != "0" && int.Parse(row[0]) >= int.Parse(row[4]) ? 1 : 0)}")]);
        var result = await Terminal.Json("panel", path, "--unit", "c", "--time", "t", "--treated", "d", "--outcome", "y");
        result.Number("estimates.simple.estimate").ShouldBe(TestFiles.Reference("cs_did.mpdta.simple").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task A_unit_with_two_outcomes_in_a_period_is_named()
    {
        var path = TestFiles.Write("panel.csv", "u,t,g,y", "a,1,0,1", "a,2,0,2", "a,2,0,3", "b,1,2,1", "b,2,2,1");
        var printed = await Terminal.Analyze("panel", path, "--unit", "u", "--time", "t", "--cohort", "g", "--outcome", "y");
        printed.Exit.ShouldBe(Host.Failed);
        printed.Error.ShouldContain("'a' has two outcomes in period '2' (rows 3 and 4)");
        printed.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_everybody_joins_the_way_out_is_named_and_works()
    {
        var path = TestFiles.Write("panel.csv", ["u,t,g,y", .. Enumerable.Range(0, 20 * 4)
            .Select(row => (unit: row / 4, time: row % 4 + 1, joined: row / 4 % 2 == 0 ? 2 : 4))
            .Select(row => $"u{row.unit},{row.time},{row.joined},{row.unit % 5 + row.time + (row.time >= row.joined ? 3 : 0)}")]);
        string[] line = ["panel", path, "--unit", "u", "--time", "t", "--cohort", "g", "--outcome", "y"];
        (await Terminal.Analyze([.. line, "--compare", "never"])).Error.ShouldContain("--compare not-yet");
        var result = await Terminal.Json(line);
        result.Number("estimates.group.overall.estimate").ShouldBe(3, 1e-9);
        result.Text("diagnostics.compared_with").ShouldBe("not-yet");
        result.WarningCodes().ShouldContain("everybody-joins");
    }

    [Theory]
    [InlineData(-2, true)]
    [InlineData(1, false)]
    public async Task A_cohort_0_is_never_and_where_it_may_be_a_period_that_is_said(int first, bool said)
    {
        var path = TestFiles.Write("panel.csv", ["u,t,g,y", .. Enumerable.Range(0, 20 * 5)
            .Select(row => (unit: row / 5, time: row % 5 + first, joined: row / 5 % 2 == 0 ? 0 : first + 3))
            .Select(row => $"u{row.unit},{row.time},{row.joined},{row.unit % 5 + row.time + (row.joined != 0 && row.time >= row.joined ? 3 : 0)}")]);
        var result = await Terminal.Json("panel", path, "--unit", "u", "--time", "t", "--cohort", "g", "--outcome", "y");
        result.Number("diagnostics.never_joined").ShouldBe(10);
        result.WarningCodes().Contains("zero-is-never").ShouldBe(said);
    }

    private static IEnumerable<string> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
