namespace Laurel.Insight.Facts;

/// <summary>The largest purchase of a program so far, by which a slip of the finger is told from a sale.</summary>
public static class LargestPurchase
{
    /// <summary>Before discounts, in minor units; null where nothing was bought in the currency.</summary>
    public static long? Of(FactsFile facts, string program, string currency)
    {
        using var reader = facts.Select(
            "SELECT max(gross) FROM purchases WHERE program = $program AND currency = $currency", ("program", program), ("currency", currency));
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
    }
}
