using Laurel.Engine;
using Laurel.Server.Http;
using Laurel.Server.Privacy;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Purchases.Returning;

/// <summary>A receipt, what of it is still with the customer, and a return that is being made of it.</summary>
public sealed record ReceiptView
{
    public required Shown Shown { get; init; }
    public required PurchaseReply Purchase { get; init; }
    public required IReadOnlyList<ReceiptLine> Lines { get; init; }

    /// <summary>Null where nobody showed a card.</summary>
    public Person? Buyer { get; init; }

    /// <summary>What the chosen lines would do; null while none are chosen.</summary>
    public ReturnTold? Told { get; init; }

    /// <summary>What was recorded just now.</summary>
    public ReturnTold? Done { get; init; }
    public string? Refused { get; init; }

    public IReadOnlyList<LineBack> Back => [.. Lines.Where(l => l.Back > 0).Select(l => new LineBack { Line = l.Number, Quantity = l.Back })];

    public static string Path(string purchase) => "/purchases/" + Uri.EscapeDataString(purchase);
}

/// <summary>A line of a receipt: how much was bought, how much is still with the customer, and what the line cost in the end.</summary>
public sealed record ReceiptLine(int Number, string Sku, string? Category, decimal Bought, decimal Left, JsonMoney Total)
{
    /// <summary>How much is to come back; null where what was typed is no quantity.</summary>
    public decimal? Back { get; init; } = 0;

    /// <summary>The kind of goods where it is known, which says more to people than a SKU.</summary>
    public string Name => Category ?? Sku;

    public string Field => $"line-{Number}";

    public bool IsOne => Left == 1 && Bought == decimal.Truncate(Bought);
}

/// <summary>What a return comes to, told before it is recorded and after: money, units, what is owed then, and levels.</summary>
/// <param name="Owed">Units the member owes more by it, by unit.</param>
public sealed record ReturnTold(ReturnReply Return, IReadOnlyDictionary<string, long> Owed)
{
    internal static ReturnTold Of(JournalRow row, ProgramInView program, ReceiptView view)
    {
        var reply = ReturnReply.Of(row, view.Purchase.Total.Currency ?? "", program.Program, program.Language);
        var owed = row.Events.OfType<UnitsMoved>().Where(m => m.Member.Value == reply.Member)
            .GroupBy(m => m.Unit, m => m.Owed).Where(u => u.Sum() > 0).ToDictionary(u => u.Key, u => u.Sum());
        return new ReturnTold(reply, owed);
    }
}
