using Laurel.Insight.Studies;
using Laurel.Server.Features.Analyze;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Analyze;

/// <summary>Reports for people: the verdict first, aligned, in four languages.</summary>
public sealed class ReportTests
{
    public static TheoryData<string, string> Every => [.. from language in Languages.All
                                                          from verb in Lines.Keys
                                                          select (language.Code(), verb)];

    private static readonly Dictionary<string, Func<string[]>> Lines = new()
    {
        ["experiment"] = () =>
            [Table, "--arm", "arm", "--control", "A", "--metric", "spend", "orders", "--covariate", "age", "--cap", "0.99", "--joined",
                "joined"],
        ["panel"] = () => [Panel, "--unit", "u", "--time", "t", "--cohort", "g", "--outcome", "y"],
        ["synthetic"] = () => [Panel, "--unit", "u", "--time", "t", "--treated", "u0", "--from", "4", "--outcome", "y"],
        ["adjust"] = () => [Table, "--treated", "joined", "--outcome", "spend", "--covariates", "age,town"],
        ["clv"] = () => [Orders, "--customer", "who", "--date", "day", "--amount", "paid", "--calibrate-until", "2025-06-30"],
        ["coupons"] = () => [Table, "--redemptions", Table, "--customer", "spend", "--campaign", "town"],
        ["cohorts"] = () => [Orders, "--customer", "who", "--date", "day"],
        ["rfm"] = () => [Orders, "--customer", "who", "--date", "day", "--amount", "paid"],
        ["nps"] = () => [Table, "--score", "orders", "--group", "town"],
    };

    [Theory, MemberData(nameof(Every))]
    public async Task Every_verb_reports_in_every_language(string language, string verb)
    {
        var printed = (await Terminal.Analyze([verb, .. Lines[verb](), "--lang", language])).ShouldBeFine();
        printed.Output.ShouldNotContain("{");
        var lines = printed.Output.Split(Environment.NewLine);
        lines[0].ShouldNotBeNullOrWhiteSpace();
        lines.ShouldContain(line => line.Contains(" E. ") || line.Contains(" D. ") || line.Contains(" C. ") || line.Contains(" A. ")
            || line.Contains(" B. "));
        lines.ShouldAllBe(line => line.Length <= 140);
    }

    [Fact]
    public async Task A_report_is_laid_out_as_approved()
    {
        var path = TestFiles.Write("answers.csv", ["score,channel", "10,web", "9,web", "9,till", "7,till", "3,till"]);
        var printed = (await Terminal.Analyze("nps", path, "--score", "score", "--group", "channel")).ShouldBeFine();
        printed.Output.ReplaceLineEndings("\n").ShouldBe("""
            The net promoter score is +40 (-30.122 to 100), from 5 answers of 5 asked.
            Evidence E. A description of what happened. It does not say what caused it.

            Answers
              Group  Answers  Promoters  Passives  Detractors  Score  Std. error           Interval
              till         3      33.3%     33.3%       33.3%      0      47.140  -92.394 to 92.394
              web          2     100.0%      0.0%        0.0%   +100           0         100 to 100
              All          5      60.0%     20.0%       20.0%    +40      35.777     -30.122 to 100

            Warnings
              ! Only 5 people answered. Below 100 the score moves a lot by chance.

            answers.csv: 5 rows read, 5 used.

            """);
    }

    [Fact]
    public void Progress_is_silent_at_first_and_then_rare()
    {
        using var error = new StringWriter();
        var clock = new HandTurnedClock();
        using var progress = new StudyProgressLine(error, clock);
        foreach (var seconds in (double[])[0.1, 0.5, 1.5, 2, 11, 12])
        {
            clock.Seconds = seconds;
            progress.Report(new StudyProgress("Reading", seconds / 20));
        }
        error.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    private static string Table => TestFiles.Write("table.csv", ["arm,spend,orders,age,town,joined", .. Enumerable.Range(0, 120).Select(i =>
        $"{(i % 2 == 0 ? "A" : "B")},{10 + i * 7 % 13 + i % 2},{i % 11},{20 + i * 17 % 41},{(i % 7 < 3 ? "north" : "south")},{(i % 5 < 1 + i % 2 * 2 ? 1 : 0)}")]);

    private static string Panel => TestFiles.Write("panel.csv", ["u,t,g,y", .. Enumerable.Range(0, 12 * 6).Select(row =>
    {
        var (unit, time) = (row / 6, row % 6 + 1);
        var joined = unit < 4 ? 4 : 0;
        return $"u{unit},{time},{joined},{unit * 3 % 7 + time + unit * time % 3 * 0.1 + (joined > 0 && time >= joined ? 2 : 0)}";
    })]);

    private static string Orders => TestFiles.Write("orders.csv", ["who,day,paid", .. Enumerable.Range(0, 80 * 12)
        .Select(row => (who: row / 12, visit: row % 12)).Where(row => row.visit <= row.who * 7 % 12).Select(row =>
        {
            var day = new DateOnly(2025, 1, 1).AddDays((row.who * 11 + row.visit * (13 + row.who % 17)) % 360);
            return $"c{row.who},{day:yyyy-MM-dd},{5 + (row.who + row.visit) % 20}.5";
        })]);

    private sealed class HandTurnedClock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => (long)(Seconds * 1_000);
    }
}
