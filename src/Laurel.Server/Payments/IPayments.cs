namespace Laurel.Server.Payments;

/// <summary>Who collects fees and pays them back. The same key never charges or pays back twice.</summary>
internal interface IPayments
{
    Task<Charged> ChargeAsync(Charge charge, CancellationToken stop);

    Task<Charged> RefundAsync(Refund refund, CancellationToken stop);
}

/// <summary>A fee to collect.</summary>
/// <param name="Key">Names this charge; a repeated one is answered as the first.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Source">The means of payment, as the collector calls it.</param>
/// <param name="About">The plan, for the statement.</param>
internal sealed record Charge(string Key, long Amount, string Currency, string Source, string About);

/// <summary>A part of a payment to give back; minor units.</summary>
internal sealed record Refund(string Key, string Payment, long Amount);

/// <summary>What the collector answered.</summary>
/// <param name="Payment">Its name for the payment; null when nothing was paid.</param>
/// <param name="Reason">Why it was not paid.</param>
/// <param name="IsUnavailable">Nobody knows yet: ask again with the same key.</param>
internal sealed record Charged(string? Payment, string? Reason = null, bool IsUnavailable = false);
