using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Wallets;

/// <summary>Brings the cards in members' wallets up to date, every few seconds.</summary>
internal sealed partial class WalletLoop(
    Organizations organizations, OpenOrganizations open, PhoneWallets wallets, ServerOptions options, TimeProvider clock, ILogger<WalletLoop> log)
    : ProgramLoop(organizations, open, clock)
{
    protected override TimeSpan? Every => wallets.Any ? options.WalletsEvery : null;

    /// <summary>What cannot be told now is told in the next round.</summary>
    protected override async Task<int> RunAsync(OpenOrganization organization, string program, CancellationToken stop)
    {
        try
        {
            return await new WalletRound(organization, program, wallets, Clock.GetUtcNow(), (kept, why) => Refused(why, organization.Id, kept.Id)).RunAsync(stop);
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
