using System.Net;
using Laurel.Insight.Effects;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Experiments;

public sealed class ExperimentsApiTests(RunningServer server) : IDisposable
{
    private const string Plan = """{"name": "Extras", "withheld": "offers and messages", "share": 0.2, "smallest_that_matters": 0.1, "days": 60}""";
    private readonly Api api = new(server, Scope.Read, Scope.Programs);

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task A_plan_is_fixed_once_and_listed()
    {
        var made = await api.PostAsync("/programs/lumiere/experiments", Plan, key: "plan-extras");
        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        var again = await api.PostAsync("/programs/lumiere/experiments", Plan, key: "plan-extras");
        (again.Text, again.IsReplayed).ShouldBe((made.Text, true));
        var found = await api.GetAsync($"/programs/lumiere/experiments/{made.String("id")}");
        (found.String("kind"), found.String("withheld"), found.Number("days")).ShouldBe(("holdout", "offers and messages", 60));
        found.Json["share"]!.GetValue<double>().ShouldBe(0.2);
        (await api.GetAsync("/programs/lumiere/experiments")).Json["data"]!.AsArray().Select(e => e!["id"]!.GetValue<string>()).ShouldContain(made.String("id"));
    }

    [Theory]
    [InlineData("""{"withheld": "offers"}""")]
    [InlineData("""{"name": "x"}""")]
    [InlineData("""{"name": "x", "withheld": "y", "share": 1}""")]
    [InlineData("""{"name": "x", "withheld": "y", "days": 3}""")]
    [InlineData("""{"name": "x", "withheld": "y", "ends": "2020-01-01"}""")]
    public async Task A_plan_that_means_nothing_is_refused(string body) =>
        (await api.PostAsync("/programs/lumiere/experiments", body)).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");

    [Fact]
    public async Task Who_is_invited_by_chance_stays_so_and_the_effect_waits_for_its_days()
    {
        const string draw = "/programs/lumiere/effects/invitation?draw=spring&share=0.5&from=2026-03-20&shopper=sho_1";
        var told = await api.GetAsync(draw);
        told.Json["is_invited"]!.GetValue<bool>().ShouldBe(InvitationEffect.IsInvited("spring", new("sho_1"), 0.5));
        (told.String("evidence"), told.String("withheld"), told.Json["on_the_invited"]).ShouldBe(("B", "the invitation to join", null));
        (await api.GetAsync("/programs/lumiere/effects/invitation?draw=spring&share=2")).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");
        (await api.GetAsync("/programs/lumiere/effects/rollout?random=true")).Json["effect"].ShouldBeNull();
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        (await api.GetAsync("/programs/lumiere/experiments/exp_none")).Problem(HttpStatusCode.NotFound).ShouldBe("not-found");
        (await api.GetAsync("/programs/none/experiments")).Problem(HttpStatusCode.NotFound).ShouldBe("unknown-program");
    }
}
