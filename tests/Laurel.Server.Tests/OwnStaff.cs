using Laurel.Server.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;

namespace Laurel.Server.Tests;

/// <summary>Staff of a server that a test has for itself.</summary>
internal static class OwnStaff
{
    /// <summary>Somebody of a role, signed in; the organization has to be there.</summary>
    public static async Task<Visit> SignedInAsync(OwnServer server, Role role)
    {
        var email = $"{role.Word()}@own.example";
        server.Parts.GetRequiredService<Staff>().Add(OrganizationId.Parse("own"), email, "Marta Silva", role, RunningServer.Password);
        var visit = new Visit(server.Address);
        (await visit.SignInAsync(email)).StatusCode.ShouldBeRedirect();
        return visit;
    }

    /// <summary>The same in a browser.</summary>
    public static async Task<IPage> OpenAsync(Browser browser, OwnServer server, Role role)
    {
        using var visit = await SignedInAsync(server, role);
        var page = await browser.OpenAsync(server.Address);
        await page.Context.AddCookiesAsync(visit.Cookies.GetAllCookies().Select(c =>
            new Cookie { Name = c.Name, Value = c.Value, Url = server.Address.ToString() }));
        return page;
    }
}
