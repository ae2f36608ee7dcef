using Laurel.Insight.Effects;
using Laurel.Server.Access;
using Laurel.Server.Features.Trials;
using Microsoft.Extensions.DependencyInjection;

namespace Laurel.Server.Tests.Features.Trials;

/// <summary>Trials of the demo shop that have run their course. Nobody there was invited by chance, so they must find nothing.</summary>
internal static class DemoTrials
{
    public const string Invitation = "tri_invited";
    public const string Rollout = "tri_places";
    private static readonly SemaphoreSlim Gate = new(1, 1);

    public static async Task KeepAsync(DemoServer demo)
    {
        await Gate.WaitAsync();
        try
        {
            var organization = await (await demo.PartsAsync()).GetRequiredService<OpenOrganizations>().Of(OrganizationId.Parse("lumiere"));
            if (Trial.All(organization, "lumiere").Any(t => t.Id == Invitation))
                return;
            var start = DemoServer.Today.AddDays(-120);
            var places = RolloutPlan.Draw(Rollout, ["flagey", "online", "sablon", "louise"], start, 4, 1);
            var made = DemoServer.Now.AddDays(-130);
            await organization.Writer.Write(
            [
                new Trial(Invitation, "Come in", 0.05, new InvitationPlan(Invitation, 0.5, start, 90), null, made, "test").Keep("lumiere"),
                new Trial(Rollout, "House by house", 0.05, null, places, made.AddSeconds(1), "test").Keep("lumiere"),
            ], default);
        }
        finally
        {
            Gate.Release();
        }
    }
}
