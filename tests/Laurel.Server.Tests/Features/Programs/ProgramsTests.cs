using System.Net;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Programs;

public sealed class ProgramsTests(RunningServer server) : IDisposable
{
    private const string Small = """
        program: NAME
        zone: Europe/Tallinn
        currency: EUR
        units: {stamp: {}}
        earning: {cup: {give: 1 stamp for every item}}   # one for each cup
        """;

    private readonly Api api = new(server, "drafts", Scopes.All.ToArray());

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task A_program_is_read_in_the_callers_language()
    {
        using var lumiere = new Api(server);
        var told = await lumiere.In("nl").GetAsync("/programs/lumiere");
        told.String("units.0.many").ShouldBe("bonen");
        told.String("tiers.2.name").ShouldBe("Goud");
        told.String("currency").ShouldBe("EUR");
        (await lumiere.GetAsync("/programs")).Json["data"]!.AsArray().Select(p => p!["id"]!.GetValue<string>()).ShouldContain("lumiere");
    }

    [Fact]
    public async Task A_definition_is_validated_with_its_lines()
    {
        var told = await api.SendAsync(HttpMethod.Post, "/definitions/validate",
            Small.Replace("1 stamp", "1 stomp").Replace("NAME", "wrong"), null, "application/yaml");
        told.Json["is_valid"]!.GetValue<bool>().ShouldBeFalse();
        told.Number("problems.0.line").ShouldBe(5);
        told.String("problems.0.message").ShouldContain("stamp");
    }

    [Fact]
    public async Task A_draft_is_kept_corrected_and_published()
    {
        var path = "/programs/drafted";
        var wrong = await api.SendAsync(HttpMethod.Put, path + "/draft", Small.Replace("EUR", "EURO").Replace("NAME", "drafted"), "draft-1", "application/yaml");
        wrong.Json["problems"]!.AsArray().ShouldNotBeEmpty();
        (await api.SendAsync(HttpMethod.Post, path + "/versions", null, "")).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-definition");
        await api.SendAsync(HttpMethod.Put, path + "/draft", Small.Replace("NAME", "drafted"), "draft-2", "application/yaml");
        var published = await api.SendAsync(HttpMethod.Post, path + "/versions", null, "publish-1");
        published.Status.ShouldBe(HttpStatusCode.Created, published.Text);
        published.Number("version").ShouldBe(1);
        (await api.SendAsync(HttpMethod.Post, path + "/versions", null, "publish-1")).IsReplayed.ShouldBeTrue();
        (await api.GetAsync(path + "/versions")).Json["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_version_is_read_as_it_was_written()
    {
        await api.PostAsync("/programs/written/versions", Small.Replace("NAME", "written"), type: "application/yaml");
        using var http = new HttpClient { BaseAddress = server.Address };
        (await api.GetAsync("/programs/written/versions/1")).String("program").ShouldBe("written");
        (await api.GetAsync("/programs/written/versions/2")).Problem(HttpStatusCode.NotFound).ShouldBe("unknown-version");
    }

    [Fact]
    public async Task A_definition_of_another_program_is_not_published_here()
    {
        var told = await api.PostAsync("/programs/elsewhere/versions", Small.Replace("NAME", "here"), type: "application/yaml");
        told.Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");
        told.String("errors.0.code").ShouldBe("other-program");
    }

    [Fact]
    public async Task Json_and_yaml_publish_the_same()
    {
        await api.PostAsync("/programs/both/versions", Small.Replace("NAME", "both"), type: "application/yaml");
        var json = (await api.GetAsync("/programs/both/versions/1")).Text;
        var again = await api.PostAsync("/programs/both/versions", json);
        again.Status.ShouldBe(HttpStatusCode.Created, again.Text);
        var versions = await api.GetAsync("/programs/both/versions");
        versions.String("data.0.hash").ShouldBe(versions.String("data.1.hash"));
    }
}
