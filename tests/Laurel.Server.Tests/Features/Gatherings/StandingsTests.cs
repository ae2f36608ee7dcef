using System.Net;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Gatherings;

public sealed class StandingsTests(RunningServer server)
{
    private const string Path = "/programs/boards";

    private const string Definition = """
        program: boards
        zone: UTC
        currency: EUR
        units: {bean: {}}
        leaderboards: {spenders: {counts: spend, per: month, shows: 2 places}}
        clubs: {street: {goal: buy 3 items, per: month, give: 5 beans, teams: formed by members}}
        """;

    [Fact]
    public async Task Places_are_shown_under_pseudonyms_and_by_name_to_who_agrees()
    {
        using var api = new Api(server, "boards");
        await DoAsync(api, "/versions?from=2025-01-01T00:00:00Z", Definition, "application/yaml");
        foreach (var (member, price) in new[] { ("ann", "30.00"), ("ben", "20.00"), ("cat", "10.00") })
        {
            await DoAsync(api, "/members", $$"""{"id": "{{member}}", "name": "{{member}} Mets", "at": "2026-01-01T09:00:00Z"}""");
            await DoAsync(api, $"/members/{member}/participations", """{"what": "street", "team": "blue", "at": "2026-01-02T09:00:00Z"}""");
            await DoAsync(api, "/purchases", $$"""
                {"id": "B-{{member}}", "member": "{{member}}", "at": "2026-03-02T09:00:00Z", "currency": "EUR", "lines": [{"sku": "A", "unit_price": "{{price}}"}]}
                """);
        }
        await DoAsync(api, "/members/ben/participations", """{"what": "spenders", "by_name": true}""");
        var told = await api.GetAsync(Path + "/standings/spenders?on=2026-03-31&member=cat");
        (told.String("places.1.shown"), told.Number("places.1.score"), told.Number("own.rank")).ShouldBe(("ben Mets", 2000, 3));
        told.String("places.0.shown").ShouldNotContain("ann");
        var street = await api.GetAsync(Path + "/standings/street?on=2026-03-31&team=blue");
        (street.Number("sum"), street.Number("goal"), street.Number("members")).ShouldBe((3, 3, 3));
        (await api.GetAsync(Path + "/standings/nowhere")).Problem(HttpStatusCode.NotFound).ShouldBe("not-found");
        (await api.GetAsync(Path + "/standings/street?on=yesterday")).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");
    }

    private static async Task DoAsync(Api api, string path, string body, string type = "application/json")
    {
        var told = await api.PostAsync(Path + path, body, type: type);
        ((int)told.Status).ShouldBeLessThan((int)HttpStatusCode.MultipleChoices, path + " " + told.Text);
    }
}
