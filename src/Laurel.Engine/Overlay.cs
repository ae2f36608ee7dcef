namespace Laurel.Engine;

/// <summary>
/// Documents and purchases as decisions see them: what was decided since, over what lies below. Changes of the command under
/// decision are apart until they are kept.
/// </summary>
internal sealed class Overlay(Ground ground)
{
    private readonly Dictionary<Key, Document?> documents = [];
    private readonly Dictionary<Key, PurchaseRow?> purchases = [];
    private readonly Dictionary<Key, Document?> fresh = [];

    /// <summary>Documents that the command under decision has changed so far.</summary>
    public IReadOnlyCollection<Key> Fresh => fresh.Keys;

    /// <summary>Every document that was ever asked for or changed.</summary>
    public IReadOnlyDictionary<Key, Document?> All => documents;

    /// <summary>Every purchase that was ever asked for or decided.</summary>
    public IReadOnlyDictionary<Key, PurchaseRow?> Purchases => purchases;

    /// <summary>The document as the command under decision leaves it; it must have been asked for.</summary>
    public Document? this[Key key] => fresh.TryGetValue(key, out var document) ? document : documents[key];

    /// <summary>Loads what is not known yet.</summary>
    public ValueTask Need(IReadOnlyList<Key> keys)
    {
        List<Key>? missing = null;
        for (var i = 0; i < keys.Count; i++)
        {
            var key = keys[i];
            if (key.IsRow ? !purchases.ContainsKey(key) : !documents.ContainsKey(key))
                (missing ??= []).Add(key);
        }
        return missing is null ? ValueTask.CompletedTask : Load(missing);
    }

    private async ValueTask Load(List<Key> missing)
    {
        foreach (var key in missing)
        {
            if (key.IsRow)
                purchases[key] = await ground.Purchase(key);
        }
        await ground.Documents([.. missing.Where(key => !key.IsRow).Distinct()], documents);
    }

    public void Show(Key key, Seen seen)
    {
        if (key.IsRow)
            seen.Show(key, purchases[key]);
        else
            seen.Show(key, documents[key]);
    }

    /// <summary>A document as the command under decision leaves it.</summary>
    public void Put(Key key, Document? document) => fresh[key] = document;

    /// <summary>The command under decision is accepted: its documents are known as it leaves them.</summary>
    public void Keep()
    {
        foreach (var (key, document) in fresh)
            documents[key] = document;
        fresh.Clear();
    }

    /// <summary>The same, and its purchase is known.</summary>
    public void Keep(Command command, IReadOnlyList<Event> events)
    {
        Keep();
        if (command is RecordPurchase purchase)
            purchases[Key.Purchase(purchase.Purchase.Id)] = new PurchaseRow(purchase, events);
    }

    public void Drop() => fresh.Clear();

    /// <summary>Puts a document that was decided elsewhere in the place of the one that is known here.</summary>
    /// <returns>Whether one is.</returns>
    public bool Replace(Key key, Document? document)
    {
        if (!documents.ContainsKey(key))
            return false;
        documents[key] = document;
        return true;
    }

    /// <summary>Adds a document that was decided elsewhere.</summary>
    public void Add(Key key, Document? document) => documents[key] = document;

    /// <summary>Purchases are asked of what lies below again.</summary>
    public void ForgetPurchases()
    {
        if (purchases.Count > 0)
            purchases.Clear();
    }
}

/// <summary>What lies below an overlay.</summary>
internal abstract class Ground
{
    /// <summary>Puts each of the documents, or null where there is none.</summary>
    public abstract ValueTask Documents(IReadOnlyList<Key> keys, IDictionary<Key, Document?> into);

    public abstract ValueTask<PurchaseRow?> Purchase(Key key);

    protected static PurchaseRow? PurchaseOf(StoredRow row) =>
        Wire.DecodeCommand(row) is RecordPurchase command ? new PurchaseRow(command, Wire.DecodeEvents(row)) : null;
}

/// <summary>The journal itself, with or without a cache above it.</summary>
internal sealed class JournalGround(IRows rows, string program, DocumentCache? cache = null) : Ground
{
    /// <summary>What is decided and not on disk yet.</summary>
    public Overlay? Above { get; set; }

    public override async ValueTask Documents(IReadOnlyList<Key> keys, IDictionary<Key, Document?> into)
    {
        var missing = new List<Key>();
        foreach (var key in keys)
        {
            if (Above?.All.TryGetValue(key, out var document) == true || cache?.TryGet(program, key, out document) == true)
                into[key] = document;
            else
                missing.Add(key);
        }
        if (missing.Count == 0)
            return;
        foreach (var key in missing)
            into[key] = null;
        foreach (var stored in await rows.Documents(program, missing))
            into[stored.Key] = await CatchUp.Load(rows, stored);
    }

    public override async ValueTask<PurchaseRow?> Purchase(Key key)
    {
        if (Above?.Purchases.TryGetValue(key, out var known) == true)
            return known;
        return await rows.Find(program, [], [key.Text]) is [var row, ..] ? PurchaseOf(row) : null;
    }
}
