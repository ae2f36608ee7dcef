using Laurel.Server.Access;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Laurel.Server.Tests;

/// <summary>Links to members' own pages, as a cashier makes them.</summary>
internal static class OwnLinks
{
    /// <summary>The path of a new link; the one before is ended by it.</summary>
    public static async Task<string> MakeAsync(RunningServer server, string member, string organization = "lumiere")
    {
        using var cashier = await Visit.SignedInAsync(server, Role.Cashier, organization);
        var made = await Visit.ReadAsync(await cashier.SendAsync("/members/" + member, $"/members/{member}/link"));
        var link = new Uri(made.QuerySelector("#own-link")!.TextContent);
        link.Authority.ShouldBe(server.Address.Authority);
        return link.AbsolutePath;
    }

    /// <summary>Somebody who has opened the link of a member of a server that has no staff.</summary>
    public static async Task<Visit> OpenAsync(OwnServer server, string program, string member)
    {
        var organization = await server.Parts.GetRequiredService<OpenOrganizations>().Of(OrganizationId.Parse("own"));
        var (secret, rows) = organization.Links.Make(program, new MemberId(member), "test");
        await organization.Writer.Write([.. rows]);
        var visit = new Visit(server.Address);
        (await visit.GetAsync("/my/open/own/" + secret)).StatusCode.ShouldBeRedirect();
        return visit;
    }

    /// <summary>Somebody who has opened the link of a member.</summary>
    public static async Task<Visit> OpenAsync(RunningServer server, string member, string organization = "lumiere", string language = "en")
    {
        var visit = new Visit(server, language);
        (await visit.GetAsync(await MakeAsync(server, member, organization))).StatusCode.ShouldBeRedirect();
        return visit;
    }
}
