using Laurel.Server.Access;

namespace Laurel.Server;

/// <summary>Goes round every program of every organization now and then, between the requests of everybody else.</summary>
internal abstract class ProgramLoop(Organizations organizations, OpenOrganizations open, TimeProvider clock) : BackgroundService
{
    protected TimeProvider Clock => clock;

    /// <summary>How often; null is never.</summary>
    protected abstract TimeSpan? Every { get; }

    /// <summary>One round through everything.</summary>
    /// <returns>How much it came to.</returns>
    public async Task<int> TurnAsync(CancellationToken stop)
    {
        var sum = 0;
        foreach (var known in organizations.All())
        {
            var organization = await open.Of(known.Id);
            foreach (var (program, _) in organization.Writer.Programs.Where(p => p.Value.Versions.Count > 0))
                sum += await RunAsync(organization, program, stop);
        }
        return sum;
    }

    /// <summary>What is to be done for one program.</summary>
    /// <returns>How much it came to.</returns>
    protected abstract Task<int> RunAsync(OpenOrganization organization, string program, CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Every is not { } every)
            return;
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TurnAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends; what is still to be done is done when it begins again.
        }
    }
}
