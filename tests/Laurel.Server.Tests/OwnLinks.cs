using Laurel.Server.Access;
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

    /// <summary>Somebody who has opened the link of a member.</summary>
    public static async Task<Visit> OpenAsync(RunningServer server, string member, string organization = "lumiere", string language = "en")
    {
        var visit = new Visit(server, language);
        (await visit.GetAsync(await MakeAsync(server, member, organization))).StatusCode.ShouldBeRedirect();
        return visit;
    }
}
