using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Lint;

public sealed class LintTests(RunningServer server) : IDisposable
{
    private const string Keeping = """
        program: keeping
        zone: Europe/Tallinn
        currency: EUR
        units: {point: {returns: only pending}}
        earning: {spend: {give: 1 point per 1.00 EUR}}
        rewards: {voucher: {costs: 10 points, gives: 5.00 EUR off, base: yes}}
        """;

    private readonly Api api = new(server, "drafts", Scopes.All.ToArray());

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Validating_answers_what_is_wrong_and_an_example_that_shows_it()
    {
        var told = await api.In("fr").SendAsync(HttpMethod.Post, "/definitions/validate", Keeping, null, "application/yaml");
        told.Json["is_valid"]!.GetValue<bool>().ShouldBeTrue();
        told.String("findings.0.code").ShouldBe("arbitrage");
        told.String("findings.0.message").ShouldContain("gagne");
        told.String("findings.0.example").ShouldContain("do: return");
        told.Number("simplicity.score").ShouldBeGreaterThan(90);
    }

    [Fact]
    public async Task A_published_version_is_warned_of()
    {
        await api.SendAsync(HttpMethod.Post, "/programs/keeping/versions", Keeping, "publish-keeping", "application/yaml");
        (await api.GetAsync("/programs/keeping/versions/1/findings")).String("findings.0.code").ShouldBe("arbitrage");
    }

    [Fact]
    public async Task The_command_line_says_what_is_wrong_and_how_simple_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("laurel-lint-");
        var path = Path.Combine(folder.FullName, "keeping.yaml");
        await File.WriteAllTextAsync(path, Keeping, TestContext.Current.CancellationToken);
        (await Host.Main(["lint", path])).ShouldBe(Host.Failed);
        (await Host.Main(["lint", path, "--json"])).ShouldBe(Host.Failed);
        (await Host.Main(["lint", Path.Combine(Repository.Root, "samples", "templates", "cafe.yaml"), "--plain", "--language", "et"])).ShouldBe(Host.Fine);
        (await Host.Main(["lint", path + ".nope"])).ShouldBe(Host.Misused);
        folder.Delete(recursive: true);
    }
}
