using Laurel.Engine;
using Laurel.Memberships;
using Laurel.Server.Payments;

namespace Laurel.Server.Clock;

/// <summary>Renews memberships whose members left a means of payment for it; what cannot be collected is told as failed, once a try.</summary>
internal sealed class Renewals(OpenOrganization organization, string program, IPayments payments)
{
    private static readonly TimeSpan JustBefore = TimeSpan.FromSeconds(1);

    /// <summary>Renews what ends by an instant.</summary>
    /// <returns>How many commands it came to; null when nobody knows yet whether a fee was paid.</returns>
    public async Task<int?> RunAsync(Member member, DateTimeOffset by, CancellationToken stop)
    {
        var commands = 0;
        foreach (var held in member.Memberships.Where(m => IsDue(m, by)))
        {
            if (organization.Mandates.Find(program, member, held.Plan) is not { } source || organization.Program(program).At(by)?.Definition is not { } definition)
                continue;
            if (await RenewAsync(member, held, definition, source, stop) is not { } command)
                return null;
            await organization.SubmitAsync(program, command, stop);
            commands++;
        }
        return commands;
    }

    /// <summary>What ends, and what failed and is to be tried again.</summary>
    private static bool IsDue(HeldMembership held, DateTimeOffset by) => held is { Ended: null, To: { } end }
        && (held.State == MembershipState.Running ? end <= by : held.State == MembershipState.Overdue && held.TriesAgain <= by);

    /// <summary>The renewal with its payment, or that the payment failed; the same instant has the same names, so that it is paid once.</summary>
    private async Task<MembershipCommand?> RenewAsync(Member member, HeldMembership held, Definition definition, string source, CancellationToken stop)
    {
        var name = $"renew/{member.Id}/{held.Id}/{(held.TriesAgain ?? held.To!.Value).UtcTicks}";
        var renew = new RenewMembership { Id = new CommandId(name), Actor = DueRound.Actor, At = When(held, definition), Member = member.Id, Plan = held.Plan };
        var fee = await organization.Writer.DryRun(program, renew, stop) is Answer.Decided { Row: { IsAccepted: true } row }
            ? row.Events.OfType<MembershipChanged>().Sum(c => c.Fee - c.Refund)
            : 0;
        if (fee <= 0)
            return renew;
        var charged = await payments.ChargeAsync(new Charge(name, fee, definition.Currency.Code, source, held.Plan), stop);
        if (charged.IsUnavailable)
            return null;
        return charged.Payment is { } payment
            ? renew with { Payment = payment }
            : new FailMembershipFee
            {
                Id = new CommandId(name + "/failed"),
                Actor = DueRound.Actor,
                At = held.TriesAgain ?? held.To!.Value,
                Member = member.Id,
                Plan = held.Plan,
                Reason = charged.Reason ?? "",
            };
    }

    /// <summary>Without grace it would be over at its end: it is renewed just before, which loses no day where renewals begin at the end.</summary>
    private static DateTimeOffset When(HeldMembership held, Definition definition) => held.TriesAgain ?? (
        held.Lapses == held.To && definition.Membership(held.Plan)?.Renews == RenewalFrom.ItsEnd ? held.To!.Value - JustBefore : held.To!.Value);
}
