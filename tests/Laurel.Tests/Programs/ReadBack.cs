using System.Text.Json;
using Laurel.Engine;
using Laurel.Tests.Deciding;
using Shouldly;

namespace Laurel.Tests.Programs;

/// <summary>
/// The same commands as a journal gives them back, decided again on documents as a disk gives them back: replay is live, and
/// neither packing nor snapshots change anything.
/// </summary>
internal sealed class ReadBack(World live)
{
    private readonly Dictionary<Key, Document?> documents = [];
    private readonly Dictionary<Key, PurchaseRow> purchases = [];
    private Program program = Program.Of(live.Program.Versions[0].Definition);

    public void Decide(Command command, Decision was)
    {
        var row = new RecordedRow
        {
            Program = "world",
            Seq = 1,
            CommandId = command.Id.Value,
            At = command.At,
            RecordedAt = command.At,
            IsTimedByServer = command.IsTimedByServer,
            Actor = command.Actor,
            Format = Wire.Format,
            Command = Wire.EncodeCommand(command),
            Lines = Wire.EncodeLines(command),
            Events = was.IsAccepted ? Wire.EncodeEvents(was.Events) : null,
            Refusal = was.IsAccepted ? null : Wire.EncodeRefusal(was.Refusal!),
        };
        var (read, events) = (Wire.DecodeCommand(row), Wire.DecodeEvents(row));
        var again = program.Decide(read, Look(read));
        if (again.IsAccepted)
            JsonSerializer.Serialize(again.Events, Wire.Json).ShouldBe(JsonSerializer.Serialize(events, Wire.Json));
        else
            Wire.EncodeRefusal(again.Refusal!).ShouldBe(row.Refusal);
        foreach (var happened in events)
        {
            foreach (var key in Evolve.Touched(happened).Distinct())
                documents[key] = Evolve.Apply(key, Kept(documents.GetValueOrDefault(key)), happened);
        }
        program = program.Apply(read, events);
        if (read is RecordPurchase purchase && again.IsAccepted)
            purchases[Key.Purchase(purchase.Purchase.Id)] = new PurchaseRow(purchase, events);
    }

    public void Compare()
    {
        foreach (var (key, document) in live.Documents.Where(d => d.Value is not null))
            JsonSerializer.Serialize(documents.GetValueOrDefault(key), Wire.Json).ShouldBe(JsonSerializer.Serialize(document, Wire.Json), key.ToString());
    }

    private Seen Look(Command command)
    {
        var seen = new Seen();
        for (var missing = program.Needs(command, seen); missing.Count > 0; missing = program.Needs(command, seen))
        {
            foreach (var key in missing)
            {
                if (key.IsRow)
                    seen.Show(key, purchases.GetValueOrDefault(key));
                else
                    seen.Show(key, Kept(documents.GetValueOrDefault(key)));
            }
        }
        return seen;
    }

    private static Document? Kept(Document? document) => document is null
        ? null
        : Wire.DecodeDocument(new StoredDocument("world", default, 1, Document.Format, Wire.EncodeDocument(document)));
}
