using System.Net;
using System.Text.Json.Nodes;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Goals;

public sealed class GoalsApiTests(RunningServer server) : IDisposable
{
    private readonly Api api = new(server, Scope.Read);

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Goals_are_read_with_what_they_ask_for_and_how_they_stand()
    {
        var told = await api.GetAsync("/programs/lumiere/goals");
        told.Status.ShouldBe(HttpStatusCode.OK, told.Text);
        var goals = told.Json["data"]!.AsArray();
        goals.Select(g => (string)g!["id"]!).Take(3).ShouldBe(["come-back", "take-part", "often"]);
        var back = goals[0]!;
        ((string)back["metric"]!, (int)back["within_days"]!, (string)back["among"]!, (double)back["target"]!, (string)back["due"]!)
            .ShouldBe(("repeat-purchase-rate", 90, "new", 0.75, "2027-12-31"));
        ((string)back["proof"]!, (string)goals[2]!["proof"]!).ShouldBe(("comparison", "effect"));
        var rail = back["unless"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)rail["metric"]!, (double)rail["above"]!, rail["below"]).ShouldBe(("return-rate", 0.05, (JsonNode?)null));
        ((string)back["verdict"]!).ShouldBeOneOf("unknown", "under-way", "reached", "at-a-price");
    }

    [Fact]
    public async Task A_program_that_is_not_there_has_none() =>
        (await api.GetAsync("/programs/none/goals")).Problem(HttpStatusCode.NotFound).ShouldBe("unknown-program");
}
