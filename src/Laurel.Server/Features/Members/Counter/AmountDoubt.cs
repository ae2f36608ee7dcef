using Laurel.Insight.Facts;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Counter;

/// <summary>An amount that is asked about once before it is recorded: a digit too many is typed easily and taken back with effort.</summary>
/// <param name="Total">What was typed comes to, in minor units.</param>
/// <param name="Largest">The largest purchase of the program so far; null where there is none.</param>
public sealed record AmountDoubt(long Total, long? Largest)
{
    /// <summary>So many times the largest purchase so far is believed.</summary>
    private const int Times = 100;

    /// <summary>In major units: believed where nothing was bought so far.</summary>
    private const long BelievedFirst = 100_000;

    /// <summary>In major units: never asked about, so that the usual sale looks nothing up.</summary>
    private const long Usual = 1_000;

    /// <summary>Nobody at a till waits longer for the question whether it is right.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>Null where the amount is believed, or somebody has said that it is right.</summary>
    internal static async Task<AmountDoubt?> OfAsync(ProgramInView program, SaleForm sale, RecordPurchase command, CancellationToken stop)
    {
        var currency = program.Rules!.Definition.Currency;
        var typed = command.Purchase.Lines.Sum(l => l.UnitPrice * l.Quantity);
        if (typed <= Usual * currency.Scale || typed > Amounts.Largest || sale.IsSure(Round.Money(typed)))
            return null;
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        soon.CancelAfter(Longest);
        try
        {
            var largest = await program.Organization.Facts.Look(facts => LargestPurchase.Of(facts, program.Id, currency.Code), soon.Token);
            var believed = largest is > 0 and var known ? (decimal)known * Times : BelievedFirst * currency.Scale;
            return typed > believed ? new AmountDoubt(Round.Money(typed), largest) : null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
