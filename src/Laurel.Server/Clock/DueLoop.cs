using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Payments;

namespace Laurel.Server.Clock;

/// <summary>Now and then lets time pass in every program of every organization, between the requests of everybody else.</summary>
internal sealed partial class DueLoop(
    Organizations organizations, OpenOrganizations open, IPayments payments, ServerOptions options, TimeProvider clock, ILogger<DueLoop> log)
    : BackgroundService
{
    /// <summary>One round through everything.</summary>
    /// <returns>How many commands it came to.</returns>
    public async Task<int> TurnAsync(CancellationToken stop)
    {
        var booked = 0;
        foreach (var known in organizations.All())
        {
            var organization = await open.Of(known.Id);
            foreach (var (program, _) in organization.Writer.Programs.Where(p => p.Value.Versions.Count > 0))
                booked += await RunAsync(organization, program, stop);
        }
        return booked;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.DueEvery is not { } every)
            return;
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TurnAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends; what is due stays due.
        }
    }

    /// <summary>A writer that is busy or has stopped is left alone until the next round: nothing that is due is lost by waiting.</summary>
    private async Task<int> RunAsync(OpenOrganization organization, string program, CancellationToken stop)
    {
        try
        {
            return await new DueRound(organization, program, payments, clock.GetUtcNow()).RunAsync(stop);
        }
        catch (Exception waiting) when (waiting is WriterBusyException or WriterStoppedException)
        {
            Waits(waiting, organization.Id, program);
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Organization}: the clock waits (program {Program})")]
    private partial void Waits(Exception cause, OrganizationId organization, string program);
}
