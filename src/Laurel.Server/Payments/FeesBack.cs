using Laurel.Memberships;
using Laurel.Server.Http;

namespace Laurel.Server.Payments;

/// <summary>Fees that a step about a membership gives back, once it is recorded; the same step again pays back nothing more.</summary>
internal static class FeesBack
{
    /// <summary>Pays back by the latest payment of the plan; a merchant who collected the fee herself pays it back herself.</summary>
    /// <param name="amount">Minor units, above 0.</param>
    /// <returns>Why it could not be paid back; null when it was, or when nothing is to be done here.</returns>
    public static async Task<Problem?> PayAsync(
        OpenOrganization organization, string program, IPayments payments, MembershipCommand command, long amount, CancellationToken stop)
    {
        var member = (await organization.Journal.Read<Member>(program, Key.Member(command.Member))).Document;
        var payment = member?.Memberships.Where(m => m.Plan == command.Plan).SelectMany(m => m.Periods).LastOrDefault(p => p.Payment is not null)?.Payment;
        if (payment is null)
            return null;
        var paid = await payments.RefundAsync(new Refund(command.Id.Value + "-back", payment, amount), stop);
        return paid.Payment is null ? Failed(paid) : null;
    }

    public static Problem Failed(Charged charged) => charged.IsUnavailable
        ? new Problem(StatusCodes.Status503ServiceUnavailable, "payment-unavailable") { RetryAfter = TimeSpan.FromSeconds(5) }
        : new Problem(StatusCodes.Status402PaymentRequired, "payment-declined")
        {
            Facts = new Dictionary<string, string> { ["reason"] = charged.Reason ?? "" },
        };
}
