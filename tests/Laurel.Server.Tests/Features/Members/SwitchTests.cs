using System.Net;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>An account that is off takes nothing; one that is closed is over, and what was left in it has expired.</summary>
public sealed class SwitchTests(RunningServer server)
{
    private const string Path = "/programs/neighbours";

    [Fact]
    public async Task An_account_is_switched_off_and_on_again_and_closed_for_good()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var member = $"switched-{Guid.NewGuid():N}";
        await api.PostAsync(Path + "/members", $$"""{"id": "{{member}}", "at": "2026-01-01T09:00:00Z"}""");
        (await Switch(api, member, "off")).Status.ShouldBe(HttpStatusCode.Created);
        (await Buy(api, member, 11)).Problem(HttpStatusCode.Conflict).ShouldBe("account-off");
        (await Switch(api, member, "on", 12)).Status.ShouldBe(HttpStatusCode.Created);
        (await Buy(api, member, 13)).Status.ShouldBe(HttpStatusCode.Created);
        (await Switch(api, member, "closed", 14)).At("entries").ToJsonString().ShouldContain("expired");
        (await Buy(api, member, 15)).Problem(HttpStatusCode.Conflict).ShouldBe("account-closed");
        (await Switch(api, member, "on", 16)).Problem(HttpStatusCode.Conflict).ShouldBe("account-closed");
    }

    [Fact]
    public async Task A_state_that_there_is_not_is_answered_with_those_there_are()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var answer = await Switch(api, "ada", "asleep");
        answer.Problem(HttpStatusCode.BadRequest);
        answer.Text.ShouldContain("on, off, closed");
    }

    [Fact]
    public async Task A_manager_switches_an_account_on_its_page_and_a_closed_one_has_nothing_to_switch()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var member = $"switched-{Guid.NewGuid():N}";
        var page = $"/members/{member}";
        await api.PostAsync(Path + "/members", $$"""{"id": "{{member}}", "at": "2026-01-01T09:00:00Z"}""");
        using var manager = await Visit.SignedInAsync(server, Role.Manager, NeighboursShop.Organization);
        (await manager.SendAsync(page, page + "/state", ("reason", "lost her card"))).StatusCode.ShouldBeRedirect();
        (await manager.SeeAsync(page)).QuerySelector(".page-header")!.TextContent.ShouldContain("Switched off");
        (await manager.SendAsync(page, page + "/state", ("reason", "found it"))).StatusCode.ShouldBeRedirect();
        (await manager.SendAsync(page, page + "/state", ("state", "closed"), ("reason", " "))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await manager.SendAsync(page, page + "/state", ("state", "closed"), ("reason", "moved away"))).StatusCode.ShouldBeRedirect();
        var closed = await manager.SeeAsync(page);
        closed.QuerySelector(".page-header")!.TextContent.ShouldContain("Closed");
        closed.QuerySelector("#state, #adjust").ShouldBeNull();
    }

    [Fact]
    public async Task A_cashier_cannot_switch_an_account()
    {
        using var cashier = await Visit.SignedInAsync(server, Role.Cashier, NeighboursShop.Organization);
        (await cashier.SeeAsync("/members/ada")).QuerySelector("#state").ShouldBeNull();
    }

    private static Task<Told> Switch(Api api, string member, string state, int day = 10) =>
        api.PostAsync($"{Path}/members/{member}/state", $$"""{"state": "{{state}}", "reason": "asked for", "at": "2026-03-{{day}}T09:00:00Z"}""");

    private static Task<Told> Buy(Api api, string member, int day) => api.PostAsync(Path + "/purchases",
        $$"""
        {"id": "S-{{member}}-{{day}}", "member": "{{member}}", "at": "2026-03-{{day}}T10:00:00Z", "currency": "EUR", "location": "bakery",
         "lines": [{"sku": "LOAF", "quantity": 1, "unit_price": "4.00"}]}
        """);
}
