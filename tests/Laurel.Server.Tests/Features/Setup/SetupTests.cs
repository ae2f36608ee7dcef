using System.Net;
using Laurel.Server.Access;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Setup;

public sealed class SetupTests
{
    private static readonly (string, string)[] Filled =
        [("organization", "Bakkerij De Zon"), ("id", "de-zon"), ("name", "Noor Claes"), ("email", "noor@dezon.example"), ("password", "een lang wachtwoord")];

    [Fact]
    public async Task The_first_owner_makes_the_organization_with_the_code_of_the_console()
    {
        await using var server = await OwnServer.StartAsync();
        var page = "/setup?code=" + server.Parts.GetRequiredService<SetupCode>().Code;
        using var visit = new Visit(server.Address);
        (await visit.SendAsync(page, "/setup", Filled)).StatusCode.ShouldBeRedirect();
        (await visit.SeeAsync("/")).QuerySelector("h1")!.TextContent.ShouldBe("Welcome, Noor");
        (await visit.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        File.Exists(Path.Combine(server.Folder, "organizations", "de-zon.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_the_code_there_is_no_such_page()
    {
        await using var server = await OwnServer.StartAsync();
        using var visit = new Visit(server.Address);
        (await visit.GetAsync("/setup")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visit.GetAsync("/setup?code=guess")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_its_field()
    {
        await using var server = await OwnServer.StartAsync();
        using var visit = new Visit(server.Address);
        var answer = await visit.SendAsync("/setup?code=" + server.Parts.GetRequiredService<SetupCode>().Code, "/setup",
            ("organization", "De Zon"), ("id", "../zon"), ("name", ""), ("email", "noor"), ("password", "short"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Visit.ReadAsync(answer)).QuerySelectorAll(".field-error").Length.ShouldBe(4);
    }
}
