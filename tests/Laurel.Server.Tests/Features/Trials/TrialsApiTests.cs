using System.Net;
using Laurel.Insight.Effects;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Trials;

/// <summary>Trials of the program over the API: planned before the start, drawn by chance, judged by their plan.</summary>
public sealed class TrialsApiTests(DemoServer demo) : IAsyncLifetime
{
    private const string Invitation = """{"kind": "invitation", "name": "Come in", "starts": "2099-05-01", "share": 0.3, "days": 60}""";
    private Api api = null!;

    public async ValueTask InitializeAsync() => api = await demo.ApiAsync(Scope.Read, Scope.Programs);

    public ValueTask DisposeAsync()
    {
        api.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_invitation_is_planned_once_and_says_who_is_invited()
    {
        var made = await api.PostAsync("/programs/lumiere/trials", Invitation, key: "come-in");
        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        made.Json["result"]!["smallest_visible"]!.GetValue<double>().ShouldBeGreaterThan(0);
        (await api.PostAsync("/programs/lumiere/trials", Invitation, key: "come-in")).Text.ShouldBe(made.Text);
        var found = await api.GetAsync($"/programs/lumiere/trials/{made.String("id")}?shopper=sho_1");
        found.Json["is_invited"]!.GetValue<bool>().ShouldBe(InvitationEffect.IsInvited(made.String("id"), new("sho_1"), 0.3));
        (found.String("kind"), found.Json["result"]!["verdict"]!.GetValue<string>(), found.Json["result"]!["effect"]).ShouldBe(("invitation", "waiting", null));
    }

    [Fact]
    public async Task A_roll_out_says_which_place_begins_when()
    {
        var made = await api.PostAsync("/programs/lumiere/trials",
            """{"kind": "rollout", "name": "House by house", "starts": "2099-03-01", "places": ["flagey", "online", "sablon", "louise"], "waves": 2, "months_apart": 3}""");
        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        made.Json["places"]!.AsArray().Select(place => place!["begins"]!.GetValue<string>())
            .ShouldBe(["2099-03-01", "2099-03-01", "2099-06-01", "2099-06-01"]);
        made.Json["result"]!["smallest_visible"].ShouldBeNull();
    }

    [Fact]
    public async Task What_has_run_its_course_is_judged_and_names_what_was_withheld()
    {
        await DemoTrials.KeepAsync(demo);
        var all = (await api.GetAsync("/programs/lumiere/trials")).Json["data"]!.AsArray();
        var invited = all.Single(trial => trial!["id"]!.GetValue<string>() == DemoTrials.Invitation)!;
        invited["withheld"]!.GetValue<string>().ShouldBe("the invitation to join");
        invited["result"]!["verdict"]!.GetValue<string>().ShouldBeOneOf("cannot-see", "none", "nobody-moved");
        invited["result"]!["evidence"]!.GetValue<string>().ShouldBe("B");
        invited["result"]!["lottery_p"]!.GetValue<double>().ShouldBeGreaterThan(0.001);
    }

    [Theory]
    [InlineData("""{"name": "x", "starts": "2099-01-01"}""")]
    [InlineData("""{"kind": "invitation", "starts": "2099-01-01"}""")]
    [InlineData("""{"kind": "invitation", "name": "x", "starts": "2020-01-01"}""")]
    [InlineData("""{"kind": "invitation", "name": "x", "starts": "2099-01-01", "share": 1}""")]
    [InlineData("""{"kind": "rollout", "name": "x", "starts": "2099-01-02", "places": ["flagey", "online", "sablon", "louise"]}""")]
    [InlineData("""{"kind": "rollout", "name": "x", "starts": "2099-01-01", "places": ["flagey", "online", "sablon", "moon"]}""")]
    [InlineData("""{"kind": "rollout", "name": "x", "starts": "2099-01-01", "places": ["flagey", "flagey", "sablon", "louise"]}""")]
    [InlineData("""{"kind": "rollout", "name": "x", "starts": "2099-01-01", "places": ["flagey", "online", "sablon", "louise"], "waves": 9}""")]
    public async Task A_plan_that_comes_too_late_or_means_nothing_is_refused(string body) =>
        (await api.PostAsync("/programs/lumiere/trials", body)).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        (await api.GetAsync("/programs/lumiere/trials/tri_none")).Problem(HttpStatusCode.NotFound).ShouldBe("not-found");
        (await api.GetAsync("/programs/none/trials")).Problem(HttpStatusCode.NotFound).ShouldBe("unknown-program");
    }
}
