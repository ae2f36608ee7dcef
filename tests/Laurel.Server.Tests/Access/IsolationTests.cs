using System.Net;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Access;

/// <summary>Two organizations with programs of the same name: neither sees, touches or even notices the other.</summary>
public sealed class IsolationTests(RunningServer server)
{
    [Fact]
    public async Task What_one_organization_has_the_other_does_not_find()
    {
        using var ours = new Api(server, "lumiere");
        using var theirs = new Api(server, "other");
        var member = await ours.EnrolAsync("""{"type": "email", "value": "ours@example.com"}""");
        await ours.BuyAsync(member, "ours-1", 10m);
        foreach (var path in new[] { $"members/{member}", $"members/{member}/history", $"members/{member}/rewards", $"members/{member}/identifiers", "purchases/ours-1" })
            (await theirs.GetAsync("/programs/lumiere/" + path)).Problem(HttpStatusCode.NotFound).ShouldStartWith("unknown-");
        (await theirs.GetAsync("/programs/lumiere/members?email=ours@example.com")).Json["data"]!.AsArray().ShouldBeEmpty();
        (await theirs.GetAsync("/programs/lumiere/members?limit=200")).Text.ShouldNotContain(member);
    }

    [Fact]
    public async Task What_one_organization_has_the_other_cannot_change()
    {
        using var ours = new Api(server, "lumiere");
        using var theirs = new Api(server, "other");
        var member = await ours.EnrolAsync();
        await ours.BuyAsync(member, "ours-2", 10m);
        (await theirs.BuyAsync(member, "theirs-2", 10m)).Problem(HttpStatusCode.NotFound).ShouldBe("unknown-member");
        (await theirs.PostAsync("/programs/lumiere/purchases/ours-2/returns", "{}")).Problem(HttpStatusCode.NotFound).ShouldBe("unknown-purchase");
        (await theirs.PostAsync($"/programs/lumiere/members/{member}/adjustments", """{"unit": "bean", "amount": 5, "reason": "x"}"""))
            .Problem(HttpStatusCode.NotFound).ShouldBe("unknown-member");
        (await ours.GetAsync($"/programs/lumiere/members/{member}")).Number("balances.0.available").ShouldBe(10);
    }

    [Fact]
    public async Task The_same_key_receipt_and_person_may_be_in_both()
    {
        foreach (var organization in new[] { "lumiere", "other" })
        {
            using var api = new Api(server, organization);
            var enrolled = await api.PostAsync("/programs/lumiere/members", """{"id": "both", "identifiers": [{"type": "phone", "value": "+3225550000"}]}""", "both-enrol");
            enrolled.Status.ShouldBe(HttpStatusCode.Created, enrolled.Text);
            enrolled.IsReplayed.ShouldBeFalse();
            (await api.BuyAsync("both", "both-1", 10m, "both-buy")).IsReplayed.ShouldBeFalse();
        }
    }
}
