using System.CommandLine;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Measures;

/// <summary>What `laurel measure` prints of a file, and of what is wrong with it.</summary>
public sealed class MeasureCommandTests
{
    private static readonly string[] Columns = ["--customer", "who", "--date", "day", "--amount", "paid"];

    [Fact]
    public async Task A_file_is_answered_in_json()
    {
        var printed = await Measure([Orders("ada,2026-01-05,12.50", "bob,2026-02-06,4"), .. Columns, "--currency-code", "EUR", "--json"]);
        printed.Exit.ShouldBe(Host.Fine);
        printed.Json.Number("file.amount").ShouldBe(16.5);
        printed.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "Did you mean 'paid'?")]
    [InlineData("fr", "Vouliez-vous dire « paid » ?")]
    [InlineData("nl", "Bedoelde je 'paid'?")]
    [InlineData("et", "Kas mõtlesid 'paid'?")]
    public async Task A_column_that_was_mistyped_is_asked_about(string language, string question)
    {
        var printed = await Measure(Orders("ada,2026-01-05,1"), "--customer", "who", "--date", "day", "--amount", "pald", "--lang", language, "--json");
        printed.Exit.ShouldBe(Host.Misused);
        printed.Error.ShouldContain(question);
        printed.Json.Text("error.code").ShouldBe("no-column");
        printed.Json.Text("error.message").ShouldContain(question);
    }

    [Theory]
    [InlineData("no-dates", Host.Failed, "ada,soon,1")]
    [InlineData("two-dates", Host.Misused, "ada,03/04/2026,1")]
    [InlineData("two-marks", Host.Failed, "ada,2026-01-05,\"1,5\"", "bob,2026-01-05,1.5")]
    [InlineData("no-purchases", Host.Failed, "ada,2026-01-05,much")]
    [InlineData("no-rows", Host.Failed)]
    public async Task What_is_wrong_with_a_file_has_a_code(string code, int exit, params string[] rows)
    {
        var printed = await Measure([Orders(rows), .. Columns, "--json"]);
        printed.Json.Text("study").ShouldBe("measure");
        printed.Json.Text("error.code").ShouldBe(code);
        printed.Exit.ShouldBe(exit);
    }

    [Fact]
    public async Task A_question_that_does_not_exist_is_answered_with_those_that_do()
    {
        var printed = await Measure([Orders("ada,2026-01-05,1"), .. Columns, "--question", "revenu"]);
        printed.Exit.ShouldBe(Host.Misused);
        printed.Error.ShouldContain("Did you mean 'revenue'?");
    }

    private static string Orders(params string[] rows) => TestFiles.Write("orders.csv", ["who,day,paid", .. rows]);

    private static async Task<Printed> Measure(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await Host.Root().Parse(["measure", .. words])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, CancellationToken.None);
        return new(exit, output.ToString(), error.ToString());
    }
}
