namespace Laurel.Insight.Statistics;

/// <summary>The accounts that revenue from a sale with points touches.</summary>
public enum RevenueAccount
{
    /// <summary>Cash or receivables.</summary>
    Receivable,

    /// <summary>Revenue from goods handed over.</summary>
    GoodsRevenue,

    /// <summary>Revenue from points redeemed or no longer expected to be.</summary>
    PointsRevenue,

    /// <summary>Revenue deferred until points are redeemed.</summary>
    ContractLiability,
}

/// <summary>One line of an entry; either side may be 0, neither is negative.</summary>
public readonly record struct AccountingLine(RevenueAccount Account, decimal Debit, decimal Credit);

/// <summary>A booking whose debits equal its credits.</summary>
public sealed record AccountingEntry
{
    /// <param name="lines">At least one; debits and credits balance.</param>
    /// <exception cref="ArgumentException">They do not.</exception>
    public AccountingEntry(IReadOnlyList<AccountingLine> lines)
    {
        var difference = lines.Sum(line => line.Debit - line.Credit);
        if (lines.Count == 0 || difference != 0 || lines.Any(line => line.Debit < 0 || line.Credit < 0))
            throw new ArgumentException(
                $"Debits and credits are not negative and equal; here they differ by {difference}.", nameof(lines));
        Lines = lines;
    }

    /// <summary>The lines of the booking.</summary>
    public IReadOnlyList<AccountingLine> Lines { get; }

    /// <summary>Moves an amount from one account to another; a negative amount moves back.</summary>
    internal static AccountingEntry Move(RevenueAccount debit, RevenueAccount credit, decimal amount) => amount >= 0
        ? new AccountingEntry([new AccountingLine(debit, amount, 0), new AccountingLine(credit, 0, amount)])
        : Move(credit, debit, -amount);
}
