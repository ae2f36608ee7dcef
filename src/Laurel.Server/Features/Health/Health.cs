using Laurel.Server.Access;

namespace Laurel.Server.Features.Health;

/// <summary>For those who keep the server running: is it alive, may it be sent work, what does it do.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("alive")).ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).ExcludeFromDescription();
        routes.MapGet("/metrics", (Meters meters) => Results.Text(meters.Write(), Meters.ContentType)).ExcludeFromDescription();
    }

    /// <summary>Ready while the catalog answers and no organization's writer has ended with a fault.</summary>
    private static IResult Ready(Organizations organizations, OpenOrganizations open)
    {
        organizations.Any();
        var stopped = open.All.Where(o => o.Writer.Stopped.IsCompleted).Select(o => o.Id.Value).ToArray();
        return stopped.Length == 0
            ? Results.Text("ready")
            : Results.Text($"stopped: {string.Join(", ", stopped)}", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
