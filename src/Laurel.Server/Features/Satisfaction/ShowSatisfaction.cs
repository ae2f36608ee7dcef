using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Satisfaction;

/// <summary>GET /satisfaction: no answers are recorded by the program, and the page says so instead of showing anything else.</summary>
internal static class ShowSatisfaction
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/satisfaction", () => Pages.Show<SatisfactionPage>()).Needs(Permission.SeeMeasures).ExcludeFromDescription();
}
