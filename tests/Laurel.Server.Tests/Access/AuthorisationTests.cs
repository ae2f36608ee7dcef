using System.Net;
using System.Text.RegularExpressions;
using Laurel.Server.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Access;

/// <summary>Who may do what: read off the endpoints, agreed to in a file, and tried one by one.</summary>
public sealed partial class AuthorisationTests(RunningServer server)
{
    private IEnumerable<(string Method, string Path, Needs? Needs)> Endpoints =>
        from endpoint in server.Parts.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where !path.StartsWith("/look/", StringComparison.Ordinal)
        select (method, path, endpoint.Metadata.GetMetadata<Needs>());

    [Fact]
    public void Every_endpoint_needs_what_was_agreed() => string.Concat(Endpoints
        .OrderBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Method, StringComparer.Ordinal)
        .Select(e => $"{e.Method,-6} {e.Path,-70} {e.Needs?.Word ?? "anyone"}\n"))
        .ShouldBeApproved("Access/authorisation.txt");

    [Fact]
    public async Task A_key_without_the_scope_is_not_allowed()
    {
        foreach (var scope in Scopes.All)
        {
            using var api = new Api(server, [.. Scopes.All.Where(s => s != scope)]);
            foreach (var (method, path, _) in Endpoints.Where(e => e.Needs is NeedsScope && e.Needs.Word == "key: " + scope.Word()))
                (await api.SendAsync(new HttpMethod(method), Filled(path)["/v1".Length..], null, "")).Problem(HttpStatusCode.Forbidden).ShouldBe("not-allowed");
        }
    }

    [Fact]
    public async Task Without_a_key_nobody_is_served()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        foreach (var (method, path, _) in Endpoints.Where(e => e.Needs is NeedsScope))
        {
            using var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), Filled(path)));
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}");
            answer.Headers.WwwAuthenticate.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task A_role_opens_what_it_may_and_nothing_else()
    {
        foreach (var role in Roles.All)
        {
            using var visit = await Visit.SignedInAsync(server, role);
            foreach (var (method, path, needs) in Endpoints.Where(e => e.Needs is NeedsPermission))
            {
                var answer = await visit.SendBareAsync(new HttpMethod(method), Filled(path));
                var may = needs!.Word.Split(' ').Contains(role.Word());
                (answer.StatusCode == HttpStatusCode.Forbidden).ShouldBe(!may, $"{role} {method} {path}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_session_is_not_a_key_and_a_key_is_not_a_session()
    {
        using var visit = await Visit.SignedInAsync(server);
        (await visit.GetAsync("/v1/programs")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var api = new Api(server);
        (await api.SendAsync(HttpMethod.Get, "/../", null, null)).Text.ShouldNotContain("Élise");
    }

    [Fact]
    public async Task A_revoked_key_is_worth_nothing_at_once()
    {
        using var api = new Api(server, Scope.Read);
        (await api.GetAsync("/programs")).Status.ShouldBe(HttpStatusCode.OK);
        server.Parts.GetRequiredService<ApiKeys>().Revoke(OrganizationId.Parse("lumiere"), api.Id, "test").ShouldBeTrue();
        (await api.GetAsync("/programs")).Problem(HttpStatusCode.Unauthorized).ShouldBe("not-signed-in");
    }

    [Fact]
    public void A_key_is_kept_only_as_its_hash()
    {
        var (_, secret) = server.Parts.GetRequiredService<ApiKeys>().Create(OrganizationId.Parse("lumiere"), "hashed", [Scope.Read], "test");
        foreach (var file in Directory.EnumerateFiles(server.Folder, "catalog.db*"))
        {
            using var open = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), System.Text.Encoding.Latin1);
            open.ReadToEnd().ShouldNotContain(secret[(ApiKeys.Prefix.Length + 4)..]);
        }
    }

    private static string Filled(string path) => Placeholder().Replace(path, m => m.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "x");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();
}
