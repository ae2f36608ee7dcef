namespace Laurel.Server.Payments;

/// <summary>The merchant takes the money and gives it back herself, at the till or by transfer.</summary>
internal sealed class ManualPayments : IPayments
{
    public Task<Charged> ChargeAsync(Charge charge, CancellationToken stop) => Task.FromResult(new Charged(charge.Source));

    public Task<Charged> RefundAsync(Refund refund, CancellationToken stop) => Task.FromResult(new Charged(refund.Payment));
}
