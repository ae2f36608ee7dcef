using System.Net;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Fulfilment;

/// <summary>The queue of rewards to hand over, and joining two accounts, as staff do it.</summary>
public sealed class FulfilmentTests(RunningServer server)
{
    private const string Path = "/programs/neighbours";

    [Fact]
    public async Task A_reward_goes_through_the_queue_by_one_press_a_step()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var member = await MemberAsync(api, "Fien Claes", 1000);
        var id = (await api.PostAsync(Path + "/redemptions", $$"""{"member": "{{member}}", "reward": "mug", "at_once": true}""")).String("id");
        using var cashier = await Visit.SignedInAsync(server, Role.Cashier, NeighboursShop.Organization);
        (await RowAsync(cashier, "todo", "Fien Claes")).ShouldNotBeNull().ShouldContain("ordered");
        (await PressAsync(cashier, "todo", id, "shipped")).StatusCode.ShouldBeRedirect();
        (await RowAsync(cashier, "todo", "Fien Claes")).ShouldBeNull();
        (await RowAsync(cashier, "shipped", "Fien Claes")).ShouldNotBeNull().ShouldContain("on the way");
        (await PressAsync(cashier, "shipped", id, "delivered")).StatusCode.ShouldBeRedirect();
        (await RowAsync(cashier, "done", "Fien Claes")).ShouldNotBeNull().ShouldContain("delivered");
        (await api.GetAsync($"{Path}/redemptions/{id}")).Text.ShouldContain("delivered");
    }

    [Fact]
    public async Task What_is_cancelled_leaves_the_queue()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var member = await MemberAsync(api, "Gust Maes", 1000);
        var id = (await api.PostAsync(Path + "/redemptions", $$"""{"member": "{{member}}", "reward": "basket", "at_once": true}""")).String("id");
        using var manager = await Visit.SignedInAsync(server, Role.Manager, NeighboursShop.Organization);
        (await RowAsync(manager, "todo", "Gust Maes")).ShouldNotBeNull();
        await api.PostAsync($"{Path}/redemptions/{id}/cancel", """{"reason": "changed her mind"}""");
        (await RowAsync(manager, "todo", "Gust Maes")).ShouldBeNull();
    }

    [Fact]
    public async Task Two_accounts_are_joined_after_a_look_and_told_apart_again()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var (one, two) = (await MemberAsync(api, "Hilde Jacobs", 100), await MemberAsync(api, "Hilde Jacob", 40));
        using var manager = await Visit.SignedInAsync(server, Role.Manager, NeighboursShop.Organization);
        (await manager.SeeAsync($"/members/{one}/merge?q=hilde")).QuerySelector("#find")!.TextContent.ShouldContain(two);
        var looked = $"/members/{one}/merge?with={two}";
        (await manager.SeeAsync(looked)).QuerySelector("#joined")!.TextContent.ShouldContain("+40 points");
        (await api.GetAsync($"{Path}/members/{one}")).Number("balances.0.available").ShouldBe(100);
        (await manager.SendAsync(looked, $"/members/{one}/merge", ("reason", "two cards"))).StatusCode.ShouldBeRedirect();
        (await api.GetAsync($"{Path}/members/{two}")).Number("balances.0.available").ShouldBe(140);
        (await manager.SendAsync($"/members/{one}/merge", $"/members/{one}/unmerge")).StatusCode.ShouldBeRedirect();
        (await api.GetAsync($"{Path}/members/{two}")).Number("balances.0.available").ShouldBe(40);
    }

    [Fact]
    public async Task What_cannot_be_joined_says_why()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var member = await MemberAsync(api, "Iris Wouters", 10);
        using var manager = await Visit.SignedInAsync(server, Role.Manager, NeighboursShop.Organization);
        var page = await manager.SeeAsync($"/members/{member}/merge?with={member}");
        page.QuerySelector("#joined [role=alert]").ShouldNotBeNull();
        page.QuerySelectorAll("#joined form").ShouldBeEmpty();
        using var cashier = await Visit.SignedInAsync(server, Role.Cashier, NeighboursShop.Organization);
        (await cashier.GetAsync($"/members/{member}/merge")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<string> MemberAsync(Api api, string name, int points)
    {
        var member = (await api.PostAsync(Path + "/members", $$"""{"name": "{{name}}", "at": "2026-01-01T09:00:00Z"}""")).String("id");
        await api.PostAsync($"{Path}/members/{member}/adjustments", $$"""{"unit": "point", "amount": {{points}}, "reason": "hello", "at": "2026-01-02T09:00:00Z"}""");
        return member;
    }

    private static async Task<string?> RowAsync(Visit visit, string show, string name) => (await visit.SeeAsync("/fulfilment?show=" + show))
        .QuerySelectorAll("#queue tbody tr").Select(r => r.TextContent).SingleOrDefault(t => t.Contains(name, StringComparison.Ordinal));

    private static Task<HttpResponseMessage> PressAsync(Visit visit, string show, string redemption, string stage) => visit.SendAsync(
        "/fulfilment?show=" + show, "/fulfilment", ("key", $"press-{redemption}-{stage}"), ("redemption", redemption), ("stage", stage), ("show", show));
}
