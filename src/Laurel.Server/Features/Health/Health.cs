using Laurel.Server.Access;

namespace Laurel.Server.Features.Health;

/// <summary>For those who keep the server running: is it alive, may it be sent work, what does it do.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("alive")).ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).ExcludeFromDescription();
    }

    private static IResult Ready(Organizations organizations)
    {
        organizations.Any();
        return Results.Text("ready");
    }
}
