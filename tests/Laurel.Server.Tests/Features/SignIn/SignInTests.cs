using System.Net;
using Laurel.Server.Access;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.SignIn;

public sealed class SignInTests(RunningServer server)
{
    [Fact]
    public async Task Who_is_not_signed_in_is_asked_to()
    {
        using var visit = new Visit(server);
        var answer = await visit.GetAsync("/?from=2026");
        answer.StatusCode.ShouldBeRedirect();
        answer.Headers.Location!.PathAndQuery.ShouldBe("/sign-in?return=%2F%3Ffrom%3D2026");
    }

    [Fact]
    public async Task A_session_that_ended_over_a_form_leads_back_to_the_page_it_was_on()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Referrer = new Uri(server.Address, "/members/ada?show=purchases");
        var sent = await http.PostAsync("/members/ada/adjust", null);
        sent.StatusCode.ShouldBeRedirect();
        sent.Headers.Location!.OriginalString.ShouldBe("/sign-in?return=%2Fmembers%2Fada%3Fshow%3Dpurchases");
        http.DefaultRequestHeaders.Add("HX-Request", "true");
        var piece = await http.GetAsync("/members?q=a");
        piece.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        piece.Headers.GetValues("HX-Redirect").Single().ShouldBe("/sign-in?return=%2Fmembers%2Fada%3Fshow%3Dpurchases");
    }

    [Fact]
    public async Task The_right_password_opens_the_page_that_was_asked_for()
    {
        using var visit = new Visit(server);
        var answer = await visit.SendAsync("/sign-in?return=/members", "/sign-in",
            ("email", RunningServer.Email("lumiere", Role.Owner)), ("password", RunningServer.Password));
        answer.StatusCode.ShouldBeRedirect();
        answer.Headers.Location!.OriginalString.ShouldBe("/members");
    }

    [Fact]
    public async Task A_wrong_password_says_so_and_keeps_the_address()
    {
        using var visit = new Visit(server);
        var answer = await visit.SignInAsync("nobody@lumiere.example", "wrong");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var page = await Visit.ReadAsync(answer);
        page.QuerySelector("#field-email")!.GetAttribute("value").ShouldBe("nobody@lumiere.example");
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("do not belong together");
    }

    [Fact]
    public async Task Guessing_is_slowed_down_even_for_the_right_password()
    {
        var organization = OrganizationId.Parse("lumiere");
        server.Parts.GetRequiredService<Staff>().Add(organization, "guessed@lumiere.example", "Guessed", Role.Cashier, RunningServer.Password);
        using var visit = new Visit(server);
        for (var i = 0; i < SignInThrottle.PerAddress; i++)
            await visit.SignInAsync("guessed@lumiere.example", "wrong");
        var answer = await visit.SignInAsync("guessed@lumiere.example");
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_form_without_its_token_is_not_read()
    {
        using var visit = new Visit(server);
        var answer = await visit.PostAsync("/sign-in", ("email", RunningServer.Email("lumiere", Role.Owner)), ("password", RunningServer.Password));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.GetValues("Set-Cookie").ShouldNotContain(c => c.StartsWith("laurel-session"));
    }

    [Fact]
    public async Task A_session_ends_when_its_owner_is_disabled()
    {
        var staff = server.Parts.GetRequiredService<Staff>();
        var person = staff.Add(OrganizationId.Parse("lumiere"), "leaving@lumiere.example", "Leaving", Role.Owner, RunningServer.Password);
        using var visit = new Visit(server);
        await visit.SignInAsync(person.Email);
        (await visit.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        staff.Disable(person.Organization, person.Id).ShouldBeTrue();
        (await visit.GetAsync("/")).StatusCode.ShouldBeRedirect();
    }

    [Fact]
    public async Task Signing_out_closes_the_door()
    {
        using var visit = await Visit.SignedInAsync(server);
        (await visit.SendAsync("/", "/sign-out")).StatusCode.ShouldBeRedirect();
        (await visit.GetAsync("/")).StatusCode.ShouldBeRedirect();
    }

    [Fact]
    public async Task A_role_opens_only_its_own_pages()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        (await visit.GetAsync("/")).Headers.Location!.OriginalString.ShouldBe("/members");
        var answer = await visit.GetAsync("/measures");
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Visit.ReadAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe("This is not yours to open");
    }

    [Fact]
    public async Task The_language_chosen_is_kept()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Auditor);
        (await visit.SendAsync("/", "/language", ("language", "et"))).StatusCode.ShouldBeRedirect();
        (await visit.SeeAsync("/")).DocumentElement.GetAttribute("lang").ShouldBe("et");
    }

    [Fact]
    public async Task Setting_up_is_closed_once_there_is_an_organization()
    {
        using var visit = new Visit(server);
        var code = server.Parts.GetRequiredService<SetupCode>().Code;
        (await visit.GetAsync("/setup?code=" + code)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
