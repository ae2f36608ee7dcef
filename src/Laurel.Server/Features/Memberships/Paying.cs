using Laurel.Engine;
using Laurel.Memberships;
using Laurel.Server.Http;
using Laurel.Server.Payments;

namespace Laurel.Server.Features.Memberships;

/// <summary>Collects what a step about a membership costs before it is decided, and pays back what it gives back once it is.</summary>
internal sealed class Paying(HttpContext context, OpenOrganization organization, string program, IPayments payments)
{
    private CancellationToken Stop => context.RequestAborted;

    /// <param name="command">What is asked.</param>
    /// <param name="source">The means of payment to charge; null when the fee was taken already.</param>
    /// <param name="isNew">It makes a membership that was not there.</param>
    /// <param name="rows">What is written with it if it is accepted.</param>
    public async Task<IResult> AskAsync(MembershipCommand command, string? source, bool isNew = false, IReadOnlyList<OrdinaryWrite>? rows = null)
    {
        if (source is not null && !context.IsDryRun())
        {
            var (paid, problem) = await ChargeAsync(command, source);
            if (problem is not null)
                return problem;
            command = paid;
        }
        var answer = await Asking.AskAsync(context, organization, program, command, Reply, MembershipsJson.Default.MembershipStepReply, rows,
            location: isNew ? _ => $"/v1/programs/{program}/members/{Uri.EscapeDataString(command.Member.Value)}/memberships" : null);
        if (answer is Problem && Payment(command) is { } taken && source is not null)
            await payments.RefundAsync(new Refund(command.Id.Value + "-undone", taken, await FeeAsync(command)), Stop);
        return answer is JsonAnswer<MembershipStepReply> { IsDryRun: false, Body.PaysBack.Amount: > 0 and var back }
            ? await FeesBack.PayAsync(organization, program, payments, command, back, Stop) ?? answer
            : answer;
    }

    private MembershipStepReply Reply(JournalRow row) =>
        MembershipStepReply.Of(row, organization.Program(program), LanguageOf.Request(context.Request));

    /// <summary>The command with its payment; asked again, the payment it was recorded with.</summary>
    private async Task<(MembershipCommand Command, Problem? Problem)> ChargeAsync(MembershipCommand command, string source)
    {
        if (await organization.Writer.DryRun(program, command, Stop) is Answer.Conflict { Row.Command: MembershipCommand known } && known.Id == command.Id)
            return (With(command, Payment(known)), null);
        var fee = await FeeAsync(command);
        if (fee <= 0)
            return (command, null);
        var currency = organization.Program(program).At(command.At)!.Definition.Currency.Code;
        var charged = await payments.ChargeAsync(new Charge(command.Id.Value, fee, currency, source, command.Plan), Stop);
        return charged.Payment is { } payment ? (With(command, payment), null) : (command, FeesBack.Failed(charged));
    }

    /// <summary>What it would cost; nothing where it would be refused.</summary>
    private async Task<long> FeeAsync(MembershipCommand command) =>
        await organization.Writer.DryRun(program, With(command, null), Stop) is Answer.Decided { Row: { IsAccepted: true } row }
            ? MembershipStepReply.Due(row)
            : 0;

    private static string? Payment(MembershipCommand command) => command switch
    {
        BuyMembership buy => buy.Payment,
        RenewMembership renew => renew.Payment,
        ChangeMembership change => change.Payment,
        _ => null,
    };

    private static MembershipCommand With(MembershipCommand command, string? payment) => command switch
    {
        BuyMembership buy => buy with { Payment = payment },
        RenewMembership renew => renew with { Payment = payment },
        ChangeMembership change => change with { Payment = payment },
        _ => command,
    };
}
