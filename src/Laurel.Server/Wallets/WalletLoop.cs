using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Wallets;

/// <summary>Every few seconds brings the cards in members' wallets up to date, beside everything else.</summary>
internal sealed partial class WalletLoop(
    Organizations organizations, OpenOrganizations open, PhoneWallets wallets, ServerOptions options, TimeProvider clock, ILogger<WalletLoop> log)
    : BackgroundService
{
    /// <summary>One round through everything.</summary>
    /// <returns>How many cards were brought up to date.</returns>
    public async Task<int> TurnAsync(CancellationToken stop)
    {
        var told = 0;
        foreach (var known in organizations.All())
        {
            var organization = await open.Of(known.Id);
            foreach (var (program, _) in organization.Writer.Programs.Where(p => p.Value.Versions.Count > 0))
                told += await RunAsync(organization, program, stop);
        }
        return told;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!wallets.Any || options.WalletsEvery is not { } every)
            return;
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TurnAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends; what wallets were not told is told when it begins again.
        }
    }

    /// <summary>What cannot be told now is told in the next round.</summary>
    private async Task<int> RunAsync(OpenOrganization organization, string program, CancellationToken stop)
    {
        try
        {
            return await new WalletRound(organization, program, wallets, clock.GetUtcNow(), (kept, why) => Refused(why, organization.Id, kept.Id)).RunAsync(stop);
        }
        catch (Exception waiting) when (waiting is WalletException or WriterBusyException or WriterStoppedException)
        {
            Waits(waiting, organization.Id, program);
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Organization}: the card {Pass} was refused by its wallet")]
    private partial void Refused(Exception cause, OrganizationId organization, string pass);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Organization}: wallets are told later (program {Program})")]
    private partial void Waits(Exception cause, OrganizationId organization, string program);
}
