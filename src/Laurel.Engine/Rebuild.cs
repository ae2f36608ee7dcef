namespace Laurel.Engine;

/// <summary>Documents of an older format are folded again from the events, all of a program's in one transaction.</summary>
internal static class Rebuild
{
    private const int PageRows = 1000;

    public static async ValueTask Stale(IJournal journal)
    {
        foreach (var head in await journal.Rows.Heads())
        {
            if (head.DocumentFormat != Document.Format)
                await Program(journal, head.Program);
        }
    }

    private static async ValueTask Program(IJournal journal, string program)
    {
        var overlay = new Overlay(new EarlierGround(journal.Rows, program));
        var changed = new Dictionary<Key, long>();
        for (var page = await journal.Rows.From(program, 1, PageRows); page.Count > 0;)
        {
            foreach (var row in page)
            {
                foreach (var key in await Fold(row, overlay))
                    changed[key] = row.Seq;
            }
            page = await journal.Rows.From(program, page[^1].Seq + 1, PageRows);
        }
        await journal.Append(new Batch
        {
            Rebuilt = [program],
            Documents = [.. changed.Select(c => Stored(program, c.Key, c.Value, overlay[c.Key])).OfType<StoredDocument>()],
        });
    }

    private static async ValueTask<IReadOnlyList<Key>> Fold(StoredRow row, Overlay overlay)
    {
        var command = Wire.DecodeCommand(row);
        var events = Wire.DecodeEvents(row);
        foreach (var happened in events)
            await Deciding.Fold(happened, overlay, new Place(row.Program, command.Id));
        Key[] changed = [.. overlay.Fresh];
        overlay.Keep(command, events);
        overlay.ForgetPurchases();
        return changed;
    }

    private static StoredDocument? Stored(string program, Key key, long seq, Document? document) =>
        document is null ? null : new StoredDocument(program, key, seq, Document.Format, Wire.EncodeDocument(document));
}
