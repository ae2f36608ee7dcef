using System.Net;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>A day of birth is kept only of who agreed, works for birthdays, and is forgotten with the person.</summary>
public sealed class BornTests(RunningServer server)
{
    private const string Path = "/programs/neighbours";

    [Fact]
    public async Task A_purchase_in_the_week_of_her_birthday_earns_what_the_definition_gives()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var member = await EnrolAsync(api, "\"born\": \"1990-03-12\", \"keep_born\": true,");
        var bought = await BuyAsync(api, member, "B-" + member);
        bought.Text.ShouldContain("\"rule\":\"birthday\"");
        (await BuyAsync(api, await EnrolAsync(api, "\"born\": \"1990-03-12\","), "B2-" + member)).At("entries").ToJsonString().ShouldNotContain("\"rule\":\"birthday\"");
    }

    [Fact]
    public async Task The_ledger_never_holds_the_day_itself()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var member = await EnrolAsync(api, "\"born\": \"1987-03-13\", \"keep_born\": true,");
        await BuyAsync(api, member, "B3-" + member);
        var everything = await api.GetAsync($"{Path}/members/{member}/data");
        everything.String("born").ShouldBe("1987-03-13");
        everything.At("born_agreed_at").ShouldNotBeNull();
        everything.At("journal").ToJsonString().ShouldNotContain("1987");
        File.ReadAllBytes(System.IO.Path.Combine(server.Folder, "organizations", "neighbours.db")).AsSpan().IndexOf("1987-03-13"u8).ShouldBe(-1);
    }

    [Fact]
    public async Task Without_her_agreement_it_is_not_kept_and_she_can_withdraw()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var member = await EnrolAsync(api, "");
        (await api.PostAsync($"{Path}/members/{member}/born", """{"born": "1990-03-12", "agreed": false}""")).Problem(HttpStatusCode.BadRequest);
        (await api.PostAsync($"{Path}/members/{member}/born", """{"born": "1990-03-12", "agreed": true}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetAsync($"{Path}/members/{member}/data")).String("born").ShouldBe("1990-03-12");
        (await api.SendAsync(HttpMethod.Delete, $"{Path}/members/{member}/born", null, "")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetAsync($"{Path}/members/{member}/data")).Json["born"].ShouldBeNull();
        (await api.PostAsync(Path + "/members/nobody/born", """{"born": "1990-03-12", "agreed": true}""")).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Forgetting_the_person_forgets_it()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var member = await EnrolAsync(api, "\"born\": \"1990-03-12\", \"keep_born\": true,");
        await api.SendAsync(HttpMethod.Delete, $"{Path}/members/{member}/person", null, "");
        (await api.GetAsync($"{Path}/members/{member}/data")).Json["born"].ShouldBeNull();
        (await BuyAsync(api, member, "B4-" + member)).Problem(HttpStatusCode.Conflict).ShouldBe("account-closed");
    }

    private static async Task<string> EnrolAsync(Api api, string born)
    {
        var told = await api.PostAsync(Path + "/members", $$"""{{{born}} "at": "2026-01-01T09:00:00Z"}""");
        told.Status.ShouldBe(HttpStatusCode.Created, told.Text);
        return told.String("id");
    }

    private static Task<Told> BuyAsync(Api api, string member, string id) => api.PostAsync(Path + "/purchases", $$"""
        {"id": "{{id}}", "member": "{{member}}", "at": "2026-03-10T10:00:00Z", "location": "brussels", "currency": "EUR",
         "lines": [{"sku": "JAM", "unit_price": "3.00"}]}
        """);
}
