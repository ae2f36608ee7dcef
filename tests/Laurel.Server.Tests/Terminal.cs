using System.CommandLine;
using System.Text.Json;
using Shouldly;

namespace Laurel.Server.Tests;

/// <summary>What a verb printed and how it ended.</summary>
internal sealed record Printed(int Exit, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public Printed ShouldBeFine()
    {
        Error.ShouldNotContain("laurel analyze");
        Exit.ShouldBe(Host.Fine);
        return this;
    }
}

/// <summary>Types a line at the command line, inside this process.</summary>
internal static class Terminal
{
    public static Task<Printed> Analyze(params string[] words) => Analyze(CancellationToken.None, words);

    public static async Task<Printed> Analyze(CancellationToken stop, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await Host.Root().Parse(["analyze", .. words])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, stop);
        return new(exit, output.ToString(), error.ToString());
    }

    /// <summary>The JSON of a verb that must end well.</summary>
    public static async Task<JsonElement> Json(params string[] words) => (await Analyze([.. words, "--json"])).ShouldBeFine().Json;
}

/// <summary>Steps into JSON: <c>metrics.0.comparisons.0.difference.estimate</c>.</summary>
internal static class Steps
{
    public static JsonElement At(this JsonElement from, string path) => path.Split('.').Aggregate(
        from, (at, step) => at.ValueKind == JsonValueKind.Array ? at[int.Parse(step)] : at.GetProperty(step));

    public static double Number(this JsonElement from, string path) => from.At(path).GetDouble();

    public static string Text(this JsonElement from, string path) => from.At(path).GetString()!;

    public static IEnumerable<string> WarningCodes(this JsonElement result) =>
        result.GetProperty("warnings").EnumerateArray().Select(warning => warning.Text("code"));
}
