using System.Net;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Http;

public sealed class IdempotencyTests(RunningServer server) : IDisposable
{
    private readonly Api api = new(server);

    public void Dispose() => api.Dispose();

    [Theory]
    [InlineData("POST", "/programs/lumiere/members")]
    [InlineData("POST", "/programs/lumiere/purchases")]
    [InlineData("POST", "/programs/lumiere/redemptions")]
    [InlineData("PUT", "/programs/lumiere/draft")]
    [InlineData("DELETE", "/programs/lumiere/draft")]
    public async Task A_write_without_a_key_is_refused(string method, string path) =>
        (await api.SendAsync(new HttpMethod(method), path, "{}", null)).Problem(HttpStatusCode.BadRequest).ShouldBe("idempotency-key-missing");

    [Fact]
    public async Task A_key_with_spaces_is_refused() =>
        (await api.PostAsync("/programs/lumiere/members", "{}", "a b")).Problem(HttpStatusCode.BadRequest).ShouldBe("idempotency-key-malformed");

    [Theory]
    [InlineData("/programs/nowhere/members", HttpStatusCode.NotFound, "unknown-program")]
    [InlineData("/nowhere", HttpStatusCode.NotFound, "not-found")]
    public async Task What_is_not_there_is_a_problem_too(string path, HttpStatusCode status, string code) =>
        (await api.PostAsync(path, "{}")).Problem(status).ShouldBe(code);

    [Fact]
    public async Task Another_media_type_is_a_problem() =>
        (await api.PostAsync("/programs/lumiere/members", "{}", type: "text/plain")).Problem(HttpStatusCode.UnsupportedMediaType).ShouldBe("unsupported-media-type");

    [Fact]
    public async Task Another_method_is_a_problem() =>
        (await api.SendAsync(HttpMethod.Patch, "/programs/lumiere/members", "{}", "")).Problem(HttpStatusCode.MethodNotAllowed).ShouldBe("method-not-allowed");

    [Fact]
    public async Task Each_kind_of_problem_has_its_page()
    {
        using var visit = new Visit(server);
        (await visit.SeeAsync("/problems/not-enough-units")).QuerySelector("h1")!.TextContent.ShouldBe("Not enough units");
    }
}
