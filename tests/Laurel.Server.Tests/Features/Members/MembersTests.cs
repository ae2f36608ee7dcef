using System.Net;
using Laurel.Server.Access;
using Laurel.Server.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

public sealed class MembersTests(RunningServer server) : IDisposable
{
    private readonly Api api = new(server);

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Enrolling_twice_with_one_key_makes_one_member()
    {
        const string body = """{"name": "Ada", "identifiers": [{"type": "email", "value": "twice@example.com"}]}""";
        var first = await api.PostAsync("/programs/lumiere/members", body, "enrol-twice");
        first.Status.ShouldBe(HttpStatusCode.Created, first.Text);
        var second = await api.PostAsync("/programs/lumiere/members", body, "enrol-twice");
        second.IsReplayed.ShouldBeTrue();
        second.String("id").ShouldBe(first.String("id"));
        first.String("id").ShouldStartWith("mem_");
    }

    [Fact]
    public async Task The_same_key_for_another_person_is_refused()
    {
        await api.PostAsync("/programs/lumiere/members", """{"identifiers": [{"type": "email", "value": "one@example.com"}]}""", "enrol-other");
        var told = await api.PostAsync("/programs/lumiere/members", """{"identifiers": [{"type": "email", "value": "two@example.com"}]}""", "enrol-other");
        told.Problem(HttpStatusCode.UnprocessableEntity).ShouldBe("idempotency-key-reused");
    }

    [Fact]
    public async Task An_identifier_belongs_to_one_member()
    {
        var member = await api.EnrolAsync("""{"type": "card", "value": "1234 5678"}""");
        var told = await api.PostAsync("/programs/lumiere/members", """{"identifiers": [{"type": "card", "value": "1234-5678"}]}""");
        told.Problem(HttpStatusCode.Conflict).ShouldBe("identifier-taken");
        told.String("member").ShouldBe(member);
    }

    [Fact]
    public async Task Two_cards_of_one_customer_become_one_account_and_two_again()
    {
        var (ada, bob) = (await api.EnrolAsync(), await api.EnrolAsync("""{"type": "card", "value": "7777 8888"}"""));
        await api.BuyAsync(bob, "merged-1", 10m);
        var told = await api.PostAsync($"/programs/lumiere/members/{bob}/merge", $$"""{"into": "{{ada}}", "reason": "two cards"}""", "merge-1");
        told.Status.ShouldBe(HttpStatusCode.Created, told.Text);
        (await api.PostAsync($"/programs/lumiere/members/{bob}/merge", $$"""{"into": "{{ada}}", "reason": "two cards"}""", "merge-1")).IsReplayed.ShouldBeTrue();
        var one = await api.GetAsync($"/programs/lumiere/members/{bob}");
        one.String("id").ShouldBe(ada);
        one.String("merged.0").ShouldBe(bob);
        one.Number("purchases").ShouldBe(1);
        (await api.PostAsync($"/programs/lumiere/members/{bob}/unmerge", "{}")).Status.ShouldBe(HttpStatusCode.Created);
        (await api.GetAsync($"/programs/lumiere/members/{ada}")).Number("purchases").ShouldBe(0);
        (await api.PostAsync($"/programs/lumiere/members/{bob}/unmerge", "{}")).Problem(HttpStatusCode.Conflict).ShouldBe("not-merged");
    }

    [Fact]
    public async Task A_household_is_joined_and_left()
    {
        var (ada, bob) = (await api.EnrolAsync(), await api.EnrolAsync());
        (await api.PostAsync($"/programs/lumiere/members/{ada}/household", """{"household": "hh_test"}""")).Problem(HttpStatusCode.Conflict).ShouldBe("no-households");
        (await api.PostAsync($"/programs/lumiere/members/{bob}/household/leave", "{}")).Problem(HttpStatusCode.Conflict).ShouldBe("not-in-household");
    }

    [Fact]
    public async Task An_opening_balance_comes_along()
    {
        var told = await api.PostAsync("/programs/lumiere/members", """{"id": "opened", "opening": [{"unit": "bean", "amount": 120}]}""");
        told.Number("entries.0.amount").ShouldBe(120);
        told.String("entries.0.movement").ShouldBe("opening");
        var read = await api.GetAsync("/programs/lumiere/members/opened");
        read.Number("balances.0.available").ShouldBe(120);
        read.Json["balances"]![0]!["worth"]!.ToJsonString().ShouldBe("""{"amount":840,"currency":"EUR"}""");
    }

    [Fact]
    public async Task What_is_pending_and_what_expires_carry_their_dates()
    {
        var member = await api.EnrolAsync();
        await api.BuyAsync(member, "dated-1", 10m, at: "2026-02-02T09:00:00Z");
        await api.BuyAsync(member, "dated-2", 5m, at: "2026-03-20T09:00:00Z");
        var told = await api.GetAsync($"/programs/lumiere/members/{member}/balances");
        told.Number("data.0.available").ShouldBe(10);
        told.Number("data.0.pending").ShouldBe(5);
        told.String("data.0.becomes_available.0.at").ShouldBe("2026-04-02T22:00:00+00:00");
        told.String("data.0.expiring.0.at").ShouldBe("2027-02-28T23:00:00+00:00");
        told.Number("seq").ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/balances")]
    public async Task A_member_cannot_be_read_at_the_end_of_time(string what)
    {
        var member = await api.EnrolAsync();
        var told = await api.GetAsync($"/programs/lumiere/members/{member}{what}?at=9999-12-31T23:59:59Z");
        told.Problem(HttpStatusCode.BadRequest).ShouldBe("time-out-of-range");
    }

    [Fact]
    public async Task The_tier_says_what_is_missing()
    {
        var member = await api.EnrolAsync();
        await api.BuyAsync(member, "tier-1", 150m);
        var told = await api.GetAsync($"/programs/lumiere/members/{member}");
        told.String("tier.id").ShouldBe("regular");
        told.String("tier.next_name").ShouldBe("Silver");
        told.Number("tier.to_next.0.missing").ShouldBe(5000);
        told.Number("tier.to_next.1.missing").ShouldBe(19);
    }

    [Fact]
    public async Task Rewards_say_what_is_missing()
    {
        var member = await api.EnrolAsync();
        await api.BuyAsync(member, "reward-1", 50m);
        var told = await api.GetAsync($"/programs/lumiere/members/{member}/rewards");
        var rewards = told.Json["data"]!.AsArray().ToDictionary(r => r!["id"]!.GetValue<string>());
        rewards["espresso"]!["can_redeem"]!.GetValue<bool>().ShouldBeTrue();
        rewards["cake"]!["missing"]!["text"]!.GetValue<string>().ShouldBe("30 beans missing");
        rewards["coffee-tasting"]!["missing"]!["text"]!.GetValue<string>().ShouldBe("Only for Gold members");
        told.String("data.0.id").ShouldBe("espresso");
    }

    [Fact]
    public async Task History_comes_in_pages_newest_first()
    {
        var member = await api.EnrolAsync();
        for (var i = 1; i <= 3; i++)
            await api.BuyAsync(member, $"page-{i}", 10m + i);
        var first = await api.GetAsync($"/programs/lumiere/members/{member}/history?limit=2");
        first.Json["data"]!.AsArray().Select(d => d!["purchase"]!.GetValue<string>()).ShouldBe(["page-3", "page-2"]);
        first.Json["has_more"]!.GetValue<bool>().ShouldBeTrue();
        var rest = await api.GetAsync($"/programs/lumiere/members/{member}/history?limit=2&after={first.String("next_cursor")}");
        rest.Json["data"]!.AsArray().Select(d => d!["what"]!.GetValue<string>()).ShouldBe(["purchase", "enrol"]);
        rest.Json["has_more"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1000")]
    [InlineData("after=yesterday")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        var member = await api.EnrolAsync();
        (await api.GetAsync($"/programs/lumiere/members/{member}/history?{query}")).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");
    }

    [Fact]
    public async Task Staff_may_adjust_with_a_reason()
    {
        var member = await api.EnrolAsync();
        var told = await api.PostAsync($"/programs/lumiere/members/{member}/adjustments", """{"unit": "bean", "amount": 25, "reason": "spilled coffee"}""");
        told.Number("entries.0.balance_after").ShouldBe(25);
        var without = await api.PostAsync($"/programs/lumiere/members/{member}/adjustments", """{"unit": "bean", "amount": 25}""");
        without.Problem(HttpStatusCode.BadRequest);
        without.String("errors.0.path").ShouldBe("reason");
        (await api.PostAsync($"/programs/lumiere/members/{member}/adjustments", """{"unit": "bean", "amount": -26, "reason": "mistake"}"""))
            .Problem(HttpStatusCode.Conflict).ShouldBe("not-enough-units");
    }

    [Fact]
    public async Task Staff_may_bring_expired_units_back_and_let_units_live_longer()
    {
        var told = await api.PostAsync("/programs/lumiere/members", """
            {"id": "expired-1", "opening": [{"unit": "bean", "amount": 50, "earned_at": "2025-01-01T00:00:00Z", "expires_at": "2025-06-01T00:00:00Z"}]}
            """);
        told.Status.ShouldBe(HttpStatusCode.Created, told.Text);
        (await api.PostAsync("/programs/lumiere/members/expired-1/reinstatements", """{"unit": "bean", "amount": 51, "reason": "was ill"}"""))
            .Status.ShouldBe(HttpStatusCode.Conflict);
        var back = await api.PostAsync("/programs/lumiere/members/expired-1/reinstatements", """{"unit": "bean", "amount": 50, "reason": "was ill"}""");
        back.String("entries.1.movement").ShouldBe("reinstated", back.Text);
        var longer = await api.PostAsync("/programs/lumiere/members/expired-1/extensions",
            """{"unit": "bean", "expires_at": "2099-01-01T00:00:00Z", "reason": "a present"}""");
        longer.Status.ShouldBe(HttpStatusCode.Created, longer.Text);
        (await api.GetAsync("/programs/lumiere/members/expired-1/balances")).String("data.0.expiring.0.at").ShouldBe("2099-01-01T00:00:00+00:00");
    }

    [Fact]
    public async Task A_member_gives_units_to_another_once()
    {
        var taker = await api.EnrolAsync();
        await api.PostAsync("/programs/lumiere/members", """{"id": "giver-1", "opening": [{"unit": "bean", "amount": 50}]}""");
        var body = $$"""{"to": "{{taker}}", "unit": "bean", "amount": 20}""";
        (await api.PostAsync("/programs/lumiere/members/giver-1/transfers", body, "gift-1")).Number("entries.0.balance_after").ShouldBe(30);
        (await api.PostAsync("/programs/lumiere/members/giver-1/transfers", body, "gift-1")).IsReplayed.ShouldBeTrue();
        (await api.GetAsync($"/programs/lumiere/members/{taker}/balances")).Number("data.0.available").ShouldBe(20);
        (await api.PostAsync("/programs/lumiere/members/giver-1/transfers", $$"""{"to": "{{taker}}", "unit": "bean", "amount": 31}"""))
            .Problem(HttpStatusCode.Conflict).ShouldBe("not-enough-units");
        (await api.PostAsync("/programs/lumiere/members/giver-1/transfers", """{"unit": "bean"}""")).Json["errors"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Identifiers_are_added_listed_looked_up_and_taken_away()
    {
        var member = await api.EnrolAsync();
        var path = $"/programs/lumiere/members/{member}/identifiers";
        var added = await api.PostAsync(path, """{"type": "email", "value": "Grace@Example.com"}""", "add-grace");
        (await api.PostAsync(path, """{"type": "email", "value": "Grace@Example.com"}""", "add-grace")).IsReplayed.ShouldBeTrue();
        (await api.GetAsync(path)).String("identifiers.0.value").ShouldBe("grace@example.com");
        (await api.GetAsync("/programs/lumiere/members?email=GRACE@example.com")).String("data.0.id").ShouldBe(member);
        var removed = await api.SendAsync(HttpMethod.Delete, $"{path}/{added.String("id")}", null, "");
        removed.Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetAsync("/programs/lumiere/members?email=grace@example.com")).Json["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_that_names_a_person_is_in_the_organizations_file()
    {
        await api.PostAsync("/programs/lumiere/members", """
            {"name": "Wilhelmina Zandstra", "identifiers": [{"type": "email", "value": "wilhelmina.z@example.com"}, {"type": "phone", "value": "+31612345678"}]}
            """);
        var files = Directory.EnumerateFiles(server.Folder, "lumiere.*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) != ".lock");
        foreach (var file in files)
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            var bytes = await reader.ReadToEndAsync();
            bytes.ShouldNotContain("Zandstra");
            bytes.ShouldNotContain("wilhelmina.z", Case.Insensitive);
            bytes.ShouldNotContain("31612345678");
        }
    }

    [Fact]
    public async Task A_forgotten_person_forfeits_what_she_has_and_loses_her_name()
    {
        var member = (await api.PostAsync("/programs/lumiere/members", """
            {"at": "2025-01-02T09:00:00Z", "name": "Forgotten", "identifiers": [{"type": "phone", "value": "+32470111111"}]}
            """)).String("id");
        await api.BuyAsync(member, "forgotten-1", 10m);
        (await api.SendAsync(HttpMethod.Delete, $"/programs/lumiere/members/{member}/person", null, "")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetAsync("/programs/lumiere/members?phone=%2B32470111111")).Json["data"]!.AsArray().ShouldBeEmpty();
        (await api.GetAsync($"/programs/lumiere/members/{member}/identifiers")).Json["name"].ShouldBeNull();
        (await api.GetAsync($"/programs/lumiere/members/{member}")).At("balances").AsArray().ShouldAllBe(b => b!["available"]!.GetValue<long>() == 0);
        (await api.GetAsync($"/programs/lumiere/members/{member}/history")).Text.ShouldContain("expired");
        (await api.PostAsync("/programs/lumiere/activities", $$"""{"member": "{{member}}", "what": "review"}""")).Problem(HttpStatusCode.Conflict).ShouldBe("account-closed");
    }

    [Theory]
    [InlineData("wilh")]
    [InlineData("Wilhelmina")]
    [InlineData("quist wil")]
    [InlineData("5559")]
    [InlineData("wq@")]
    public async Task A_member_is_found_by_a_part_of_her_name_or_number(string typed)
    {
        var organization = await server.Parts.GetRequiredService<OpenOrganizations>().Of(OrganizationId.Parse("lumiere"));
        var known = organization.People.Find("lumiere", Identifier.TryParse(IdentifierKind.Card, "PARTS5559")!.Value)?.Value
            ?? (await api.PostAsync("/programs/lumiere/members", """
                {"name": "Wilhelmina Quist", "identifiers": [{"type": "card", "value": "PARTS5559"}, {"type": "email", "value": "wq@example.com"}]}
                """)).String("id");
        var found = organization.People.Search("lumiere", typed, 20);
        if (typed == "wq@")
            found.ShouldBeEmpty();
        else
            found.ShouldContain(new MemberId(known));
    }
}
