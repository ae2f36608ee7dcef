using Laurel.Coalition;

namespace Laurel.Engine;

/// <summary>The money ledger of a program and its partners' statements, read off the journal.</summary>
public sealed class MoneyLedger
{
    public Statements Statements { get; } = new();

    /// <summary>Millionths of the smallest coin, by account, over the whole journal.</summary>
    public Dictionary<string, long> Accounts { get; } = [];

    /// <summary>Units that members hold, less what they owe, by unit.</summary>
    public Dictionary<string, long> Outstanding { get; } = [];

    /// <summary>The same by who issued them; what is owed is nobody's.</summary>
    public Dictionary<(string Issuer, string Unit), long> OutstandingOf { get; } = [];

    /// <summary>
    /// Statements of what happened from an instant (included) to another (not included); without either, of each partner since it was
    /// last settled with, alone or with all.
    /// </summary>
    /// <param name="through">The row of a settlement, which the statements end with; null is up to now.</param>
    public static async Task<MoneyLedger> Read(JournalReader journal, string program, long? through = null, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var ledger = new MoneyLedger();
        await foreach (var row in journal.Rows(program))
        {
            if (through is { } last && row.Seq > last)
                break;
            foreach (var moved in row.Events.OfType<MoneyMoved>())
                ledger.Add(moved, moved.At >= to ? null : moved.At < from);
            foreach (var moved in row.Events.OfType<UnitsMoved>())
                ledger.Add(moved);
            if (from is null && to is null && row.Seq != through && row is { Refusal: null, Command: SettleClearing settled })
                ledger.Statements.Settle(settled.Partner);
        }
        return ledger;
    }

    private void Add(MoneyMoved moved, bool? isBefore)
    {
        foreach (var entry in moved.Entries)
            Accounts[entry.Account] = Accounts.GetValueOrDefault(entry.Account) + entry.Micros;
        if (isBefore is true)
            Statements.Before(moved);
        else if (isBefore is false)
            Statements.Add(moved);
    }

    private void Add(UnitsMoved moved)
    {
        Outstanding[moved.Unit] = Outstanding.GetValueOrDefault(moved.Unit) + moved.Amount;
        foreach (var lot in moved.Lots)
        {
            var key = (lot.Issuer ?? Shares.Us, moved.Unit);
            OutstandingOf[key] = OutstandingOf.GetValueOrDefault(key) + lot.Amount;
        }
    }
}
