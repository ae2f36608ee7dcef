using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Payments;

namespace Laurel.Server.Clock;

/// <summary>Lets time pass in every program.</summary>
internal sealed partial class DueLoop(
    Organizations organizations, OpenOrganizations open, IPayments payments, ServerOptions options, TimeProvider clock, ILogger<DueLoop> log)
    : ProgramLoop(organizations, open, clock)
{
    protected override TimeSpan? Every => options.DueEvery;

    /// <summary>A writer that is busy or has stopped is left alone until the next round: nothing that is due is lost by waiting.</summary>
    protected override async Task<int> RunAsync(OpenOrganization organization, string program, CancellationToken stop)
    {
        try
        {
            return await new DueRound(organization, program, payments, Clock.GetUtcNow()).RunAsync(stop);
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
