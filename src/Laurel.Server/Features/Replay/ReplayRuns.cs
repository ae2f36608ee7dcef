using System.Collections.Concurrent;
using Laurel.Server.Access;

namespace Laurel.Server.Features.Replay;

/// <summary>The replays that people wait for: one of each person, and one at a time in an organization.</summary>
internal sealed class ReplayRuns(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(OrganizationId, string), ReplayRun> runs = new();
    private readonly ConcurrentDictionary<OrganizationId, SemaphoreSlim> turns = new();

    /// <summary>Starts one; the one that the same person began before ends.</summary>
    public ReplayRun Start(OrganizationId organization, string by, Func<Action<double>, CancellationToken, Task<ReplayedView>> work)
    {
        var run = new ReplayRun(clock);
        runs.AddOrUpdate((organization, by), run, (_, earlier) =>
        {
            earlier.Stop();
            return run;
        });
        run.Start(turns.GetOrAdd(organization, _ => new SemaphoreSlim(1)), work);
        return run;
    }

    /// <summary>What somebody waits for; null where it is nothing.</summary>
    public ReplayRun? Of(OrganizationId organization, string by)
    {
        var run = runs.GetValueOrDefault((organization, by));
        run?.Ask();
        return run;
    }
}
