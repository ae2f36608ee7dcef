using System.Text.Json;
using Laurel.Engine.Packing;

namespace Laurel.Engine;

/// <summary>Compares stored documents with those that were rebuilt from the journal.</summary>
internal sealed class DocumentCheck(string program, IReadOnlyDictionary<Key, Document?> rebuilt, Action<Finding> find)
{
    private const int PageDocuments = 1000;
    private readonly HashSet<Key> stored = [];

    public async ValueTask Check(IRows journal, CancellationToken cancellation)
    {
        for (var page = await journal.DocumentsAfter(program, null, PageDocuments); page.Count > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var document in page)
                await Check(document, journal);
            page = await journal.DocumentsAfter(program, page[^1].Key, PageDocuments);
        }
        foreach (var (key, document) in rebuilt)
        {
            if (document is not null && !stored.Contains(key))
                Find(key, "The document is missing.");
        }
    }

    private async ValueTask Check(StoredDocument document, IRows journal)
    {
        stored.Add(document.Key);
        if (rebuilt.GetValueOrDefault(document.Key) is not { } known)
            Find(document.Key, "No event makes this document.");
        else if (document.Format == Document.Format && !await IsSame(known, document, journal))
            Find(document.Key, $"The document is not what the events make of it; it was written at row {document.Seq}.");
        if (rebuilt.GetValueOrDefault(document.Key) is Member member)
            CheckBalance(document.Key, member);
    }

    /// <summary>The same bytes, caught up; unpacked, since packing need not give the same bytes everywhere.</summary>
    private static async ValueTask<bool> IsSame(Document known, StoredDocument document, IRows journal)
    {
        try
        {
            var now = Wire.EncodeDocument(await CatchUp.Load(journal, document));
            return Packed.Unpack(Wire.EncodeDocument(known)).AsSpan().SequenceEqual(Packed.Unpack(now));
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or NotSupportedException or FormatException)
        {
            return false;
        }
    }

    private void CheckBalance(Key key, Member member)
    {
        try
        {
            Invariants.Check(member, key.Text);
        }
        catch (InvariantBrokenException e)
        {
            Find(key, e.What);
        }
    }

    private void Find(Key key, string what) => find(new Finding(program, null, key, what));
}
