using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Serve;

/// <summary>The command line as people and scripts meet it: what is said, where, and with which exit code.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help", Host.Fine)]
    [InlineData("serve --help", Host.Fine)]
    [InlineData("", Host.Misused)]
    [InlineData("nope", Host.Misused)]
    [InlineData("serve --nope", Host.Misused)]
    [InlineData("verify --data /nowhere", Host.Misused)]
    public async Task The_exit_code_says_how_it_went(string line, int code) =>
        (await Host.Main(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ShouldBe(code);

    [Fact]
    public void Every_verb_has_examples_that_can_be_typed()
    {
        foreach (var verb in Host.Root().Subcommands)
        {
            var examples = verb.ShouldBeOfType<VerbWithExamples>().Examples.Split('\n');
            examples.ShouldAllBe(line => line.Contains("laurel " + verb.Name, StringComparison.Ordinal), verb.Name);
        }
    }

    [Fact]
    public async Task What_was_recorded_is_verified_beside_the_server_that_wrote_it()
    {
        await using var own = await OwnServer.StartAsync();
        using var http = own.Client(Scope.Programs);
        using var definition = new StringContent(RunningServer.Definition, System.Text.Encoding.UTF8, "application/yaml");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/programs/lumiere/versions") { Content = definition };
        request.Headers.Add("Idempotency-Key", "publish");
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
        (await Host.Main(["verify", "--data", own.Folder])).ShouldBe(Host.Fine);
    }
}
