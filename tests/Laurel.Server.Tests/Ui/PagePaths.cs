using System.Text.RegularExpressions;
using Laurel.Server.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Ui;

/// <summary>The pages that are looked at: of the shop that most tests use, and of one with something of every kind. A test finds those left out.</summary>
public sealed class PagePaths(RunningServer server)
{
    /// <summary>Answers that are no pages of their own: how goals stand, how far a replay is, a stretch of history, a line for goods.</summary>
    private static readonly string[] Parts = ["/overview/goals", "/program/replay", "/members/{member}/history", "/members/{member}/purchase/goods"];

    public static IReadOnlyList<string> Shop { get; } =
    [
        "/", "/members", "/members?q=ada", "/members/ada", "/members/ada?show=purchases", "/members/ada?show=redemptions", "/members/ada/merge",
        "/members/ada/merge?q=ada", "/enrol", "/returns", "/returns?number=R-0", "/purchases/R-1002", "/purchases/R-1002?all=true", "/purchases/R-1003",
        "/fulfilment", "/fulfilment?show=done", "/program",
        "/program?show=definition", "/program?show=versions", "/program/draft", "/measures", "/measures/all", "/measures/revenue",
        "/measures/activation", "/effect", "/experiments", "/trials", "/value", "/owed", "/partners", "/causes", "/satisfaction", "/goals", "/keys", "/team",
    ];

    public static IReadOnlyList<string> Neighbours { get; } =
    [
        "/", "/members", "/members/ada", "/members/bea", "/members/dup", "/members/ada/merge", "/members/ada/merge?q=bea",
        "/members/ada/merge?with=bea", "/fulfilment", "/fulfilment?show=shipped", "/program", "/owed", "/owed?unit=gift", "/partners", "/partners?partner=bookshop",
        "/causes",
    ];

    [Fact]
    public void Every_page_there_is_is_looked_at()
    {
        var pages = server.Parts.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true && e.Metadata.GetMetadata<Needs>() is NeedsPermission)
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Except(Parts).Distinct().ToList();
        pages.Count.ShouldBeGreaterThan(15);
        pages.Where(page => !Shop.Any(path => Regex.IsMatch(path.Split('?')[0], "^" + Regex.Replace(page, @"\{[^}]+\}", "[^/]+") + "$"))).ShouldBeEmpty();
    }
}
