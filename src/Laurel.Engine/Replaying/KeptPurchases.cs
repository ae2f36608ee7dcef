using System.Collections.Concurrent;

namespace Laurel.Engine.Replaying;

/// <summary>
/// The purchases that are marked, as the replay decided them. All lanes use it. They are kept as a journal has them, a tenth as large: there may be
/// very many, and each is looked at about once.
/// </summary>
internal sealed class KeptPurchases
{
    private readonly ConcurrentDictionary<Key, RecordedRow> rows = [];

    public ReplayMarks Marks { get; set; } = ReplayMarks.None;

    public void Remember(Command command, IReadOnlyList<Event> events)
    {
        if (command is RecordPurchase purchase && Marks.AreOf(purchase))
            rows[Key.Purchase(purchase.Purchase.Id)] = Row(purchase, events);
    }

    public PurchaseRow? Find(Key key) => rows.TryGetValue(key, out var row)
        ? new PurchaseRow((RecordPurchase)Wire.DecodeCommand(row), Wire.DecodeEvents(row))
        : Marks.Purchases.Contains(key) ? null : throw new ForgottenPurchaseException(key);

    private static RecordedRow Row(RecordPurchase purchase, IReadOnlyList<Event> events) => new()
    {
        Program = "",
        Seq = 0,
        CommandId = purchase.Id.Value,
        At = purchase.At,
        RecordedAt = purchase.At,
        IsTimedByServer = purchase.IsTimedByServer,
        Actor = purchase.Actor,
        Format = Wire.Format,
        Command = Wire.EncodeCommand(purchase),
        Lines = Wire.EncodeLines(purchase),
        Events = Wire.EncodeEvents(events),
    };
}

/// <summary>A decision asks for a purchase that was not marked, and is gone.</summary>
internal sealed class ForgottenPurchaseException(Key key) : Exception($"A decision asks for {key}, which nothing that looks back names.");
