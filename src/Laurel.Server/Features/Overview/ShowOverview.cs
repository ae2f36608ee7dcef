using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Overview;

internal static class ShowOverview
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/", () => Pages.Show<OverviewPage>()).Needs(Permission.SeeOverview).ExcludeFromDescription();
}
