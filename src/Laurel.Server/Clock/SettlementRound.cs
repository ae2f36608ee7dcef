using Laurel.Coalition;
using Laurel.Engine;

namespace Laurel.Server.Clock;

/// <summary>
/// Settles with partners once each stretch of <c>clearing: net</c> is over: what stands open at the first turn of the clock after it, under the name
/// of its first day. After a time in which nobody looked there is one settlement, of the last stretch that is over.
/// </summary>
internal sealed class SettlementRound(OpenOrganization organization, string program, DateTimeOffset now)
{
    /// <returns>Whether there was one: 1, else 0.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var versions = organization.Program(program);
        if (versions.At(now)?.Definition is not { Clearing.Net: { } unit, Partners.Count: > 0, Calendar: var calendar })
            return 0;
        var begins = Calendar.StartOf(unit, calendar.Day(now));
        if (versions.At(calendar.Start(begins).AddTicks(-1)) is null)
            return 0;
        var settle = Settle(Calendar.StartOf(unit, begins.AddDays(-1)));
        if (await organization.Writer.DryRun(program, settle, stop) is not Answer.Decided { Replayed: false, Row.IsAccepted: true })
            return 0;
        await organization.SubmitAsync(program, settle, stop);
        return 1;
    }

    private SettleClearing Settle(DateOnly stretch) => new()
    {
        Id = new CommandId($"settle/{stretch:yyyy-MM-dd}"),
        Actor = DueRound.Actor,
        At = now,
        IsTimedByServer = true,
        Settlement = $"net-{stretch:yyyy-MM-dd}",
    };
}
