using System.Net;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Health;

public sealed class HealthTests(RunningServer server)
{
    [Theory]
    [InlineData("/health/live", "alive")]
    [InlineData("/health/ready", "ready")]
    public async Task The_server_says_how_it_is(string path, string expected)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        (await http.GetStringAsync(path)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("/health/ready")]
    [InlineData("/sign-in")]
    public async Task What_can_be_read_can_be_asked_for_by_its_head_alone(string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType.ShouldNotBeNull();
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Requests_are_counted_by_route_and_never_by_what_was_asked_for()
    {
        using var api = new Api(server);
        await api.GetAsync("/programs/lumiere/members/a-name-nobody-has");
        using var http = new HttpClient { BaseAddress = server.Address };
        var told = await http.GetStringAsync("/metrics");
        told.ShouldContain("laurel_http_request_seconds_count{method=\"GET\",route=\"/v1/programs/{program}/members/{member}\",status=\"404\"}");
        told.ShouldNotContain("a-name-nobody-has");
        told.ShouldEndWith("# EOF\n");
    }

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_when_to_come_back()
    {
        await using var own = await OwnServer.StartAsync(o => o with { RequestsPerSecond = 2 });
        using var http = own.Client(Scope.Read);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => http.GetAsync("/v1/programs")));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBeInRange(4, 6);
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
