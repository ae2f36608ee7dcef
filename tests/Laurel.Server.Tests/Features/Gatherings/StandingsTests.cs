using System.Net;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Gatherings;

public sealed class StandingsTests(RunningServer server)
{
    private const string Path = "/programs/boards";

    private const string Runs = "/programs/runs";

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
        await DoAsync(api, Path + "/versions?from=2025-01-01T00:00:00Z", Definition, "application/yaml");
        foreach (var (member, price) in new[] { ("ann", "30.00"), ("ben", "20.00"), ("cat", "10.00") })
        {
            await DoAsync(api, Path + "/members", $$"""{"id": "{{member}}", "name": "{{member}} Mets", "at": "2026-01-01T09:00:00Z"}""");
            await DoAsync(api, Path + $"/members/{member}/participations", """{"what": "street", "team": "blue", "at": "2026-01-02T09:00:00Z"}""");
            await DoAsync(api, Path + "/purchases", $$"""
                {"id": "B-{{member}}", "member": "{{member}}", "at": "2026-03-02T09:00:00Z", "currency": "EUR", "lines": [{"sku": "A", "unit_price": "{{price}}"}]}
                """);
        }
        await DoAsync(api, Path + "/members/ben/participations", """{"what": "spenders", "by_name": true}""");
        var told = await api.GetAsync(Path + "/standings/spenders?on=2026-03-31&member=cat");
        (told.String("places.1.shown"), told.Number("places.1.score"), told.Number("own.rank")).ShouldBe(("ben Mets", 2000, 3));
        told.String("places.0.shown").ShouldNotContain("ann");
        var street = await api.GetAsync(Path + "/standings/street?on=2026-03-31&team=blue");
        (street.Number("sum"), street.Number("goal"), street.Number("members")).ShouldBe((3, 3, 3));
        (await api.GetAsync(Path + "/standings/nowhere")).Problem(HttpStatusCode.NotFound).ShouldBe("not-found");
        (await api.GetAsync(Path + "/standings/street?on=yesterday")).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");
    }

    [Fact]
    public async Task A_club_is_told_to_those_it_is_for_and_joined_by_them_alone()
    {
        using var api = new Api(server, "boards");
        await DoAsync(api, Runs + "/versions?from=2025-01-01T00:00:00Z", """
            program: runs
            zone: UTC
            currency: EUR
            units: {bean: {}}
            clubs:
              old: {goal: buy 3 items, per: program, give: 5 beans, for: {member for: at least 1 year}}
              runners: {goal: buy 3 items, per: program, give: 5 beans, for: {segment: runners}}
              all: {goal: buy 3 items, per: program, give: 5 beans}
            """, "application/yaml");
        await DoAsync(api, Runs + "/members", $$"""{"id": "ann", "at": "{{TimeProvider.System.GetUtcNow().AddDays(-2):O}}"}""");
        (await api.PostAsync(Runs + "/members/ann/participations", """{"what": "runners"}""")).Problem(HttpStatusCode.Conflict).ShouldBe("not-for-member");
        await DoAsync(api, Runs + "/members/ann/participations", """{"what": "runners", "segments": ["runners"]}""");
        var told = await api.GetAsync(Runs + "/members/ann/challenges");
        (told.String("clubs.0.state"), told.String("clubs.1.state"), told.String("clubs.2.state")).ShouldBe(("not-for-her", "open", "to-join"));
        told.Number("clubs.1.steps.0.missing").ShouldBe(3);
    }

    private static async Task DoAsync(Api api, string path, string body, string type = "application/json")
    {
        var told = await api.PostAsync(path, body, type: type);
        ((int)told.Status).ShouldBeLessThan((int)HttpStatusCode.MultipleChoices, path + " " + told.Text);
    }
}
