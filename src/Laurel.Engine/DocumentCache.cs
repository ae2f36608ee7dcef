namespace Laurel.Engine;

/// <summary>Documents as they stand on disk, the most recently used ones. One loop uses it.</summary>
internal sealed class DocumentCache(int capacity)
{
    private readonly Dictionary<(string Program, Key Key), LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> newestFirst = [];

    public int Count => entries.Count;

    /// <summary>Whether it is known; the document is null where it is known to be absent.</summary>
    public bool TryGet(string program, Key key, out Document? document)
    {
        if (!entries.TryGetValue((program, key), out var node))
        {
            document = null;
            return false;
        }
        newestFirst.Remove(node);
        newestFirst.AddFirst(node);
        document = node.Value.Document;
        return true;
    }

    /// <summary>By how many rows the stored document lags; what is not known is as good as too many.</summary>
    public int Lag(string program, Key key) =>
        entries.TryGetValue((program, key), out var node) && node.Value.Document is not null ? node.Value.Lag : CatchUp.LargestLag;

    public void Put(string program, Key key, Document? document, int lag)
    {
        var entry = new Entry(program, key, document, lag);
        if (entries.TryGetValue((program, key), out var node))
        {
            newestFirst.Remove(node);
            node.Value = entry;
        }
        else
        {
            node = new LinkedListNode<Entry>(entry);
            entries.Add((program, key), node);
        }
        newestFirst.AddFirst(node);
        if (entries.Count > capacity)
            Drop(newestFirst.Last!);
    }

    private void Drop(LinkedListNode<Entry> oldest)
    {
        newestFirst.Remove(oldest);
        entries.Remove((oldest.Value.Program, oldest.Value.Key));
    }

    private readonly record struct Entry(string Program, Key Key, Document? Document, int Lag);
}
