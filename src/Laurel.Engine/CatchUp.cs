namespace Laurel.Engine;

/// <summary>
/// A member's document is not stored at every change: the rows since it was stored say the rest. So a kill loses nothing, and what
/// is asked of the disk for a purchase is its row.
/// </summary>
internal static class CatchUp
{
    /// <summary>The document is stored again after so many rows; so many at most are folded when it is loaded.</summary>
    public const int LargestLag = 32;

    /// <summary>The stored document with everything that happened since.</summary>
    public static async ValueTask<Document> Load(IRows rows, StoredDocument stored)
    {
        var document = Wire.DecodeDocument(stored);
        if (stored.Key.AsMember is not { } member)
            return document;
        foreach (var row in await rows.Since(stored.Program, member, stored.Seq))
            document = Fold(stored.Key, document, Wire.DecodeEvents(row));
        return document;
    }

    private static Document Fold(Key key, Document document, IReadOnlyList<Event> events)
    {
        Document? after = document;
        foreach (var happened in events)
        {
            if (Evolve.Touched(happened).Contains(key))
                after = Evolve.Apply(key, after, happened);
        }
        return after!;
    }
}
