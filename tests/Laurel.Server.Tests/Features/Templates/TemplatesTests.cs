using System.Net;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Templates;

public sealed class TemplatesTests(RunningServer server)
{
    [Theory]
    [InlineData("en", "Bakery")]
    [InlineData("fr", "Boulangerie")]
    [InlineData("nl", "Bakkerij")]
    [InlineData("et", "Pagariäri")]
    public async Task Templates_are_listed_in_the_callers_language(string language, string bakery)
    {
        using var api = new Api(server);
        var told = await api.In(language).GetAsync("/templates");
        told.Json["data"]!.AsArray().Count.ShouldBe(9);
        told.String("data.0.name").ShouldBe(bakery);
        told.String("data.0.about").Length.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task A_template_is_a_definition_without_problems()
    {
        using var api = new Api(server);
        foreach (var template in Template.All)
        {
            var text = (await api.GetAsync("/templates/" + template.Id)).String("definition");
            new Laurel.Server.Features.Programs.DefinitionText("yaml", text).Read().Reading.Problems.ShouldBeEmpty(template.Id);
        }
        (await api.GetAsync("/templates/nope")).Problem(HttpStatusCode.NotFound).ShouldBe("not-found");
    }

    [Fact]
    public async Task Before_the_first_version_a_sector_can_be_chosen()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Owner, "sectors");
        var page = await Visit.ReadAsync(await visit.GetAsync("/program/draft?from=hotel"));
        page.QuerySelectorAll("#templates a").Length.ShouldBe(9);
        page.QuerySelector("#text")!.TextContent.ShouldContain("program: hotel");
    }

    [Fact]
    public async Task A_new_program_is_a_file_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory("laurel-new-");
        var path = Path.Combine(folder.FullName, "mine.yaml");
        (await Host.Main(["new", "cafe", path, "--program", "mine"])).ShouldBe(Host.Fine);
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldContain("\nprogram: mine\n");
        (await Host.Main(["new", "cafe", path])).ShouldBe(Host.Misused);
        (await Host.Main(["new", "nope"])).ShouldBe(Host.Misused);
        (await Host.Main(["check", path, "--quiet"])).ShouldBe(Host.Fine);
        folder.Delete(recursive: true);
    }
}
