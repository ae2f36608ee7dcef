using System.Runtime.CompilerServices;
using Laurel.Merges;

namespace Laurel.Engine;

/// <summary>A recorded command, and what it comes to under the program of a replay.</summary>
public sealed record Replayed(long Seq, Command Command, Decision Decision)
{
    internal StoredRow? Row { get; init; }

    /// <summary>Whether it came out as it was recorded, event for event.</summary>
    public bool IsAsRecorded => Decision.IsAccepted
        ? Row!.Events is { } events && Wire.EncodeEvents(Decision.Events).AsSpan().SequenceEqual(events)
        : Row!.Refusal is { } refusal && Wire.EncodeRefusal(Decision.Refusal!).AsSpan().SequenceEqual(refusal);

    /// <summary>What it came to when it was recorded.</summary>
    public Decision Recorded() => new(Wire.DecodeEvents(Row!), Wire.DecodeRefusal(Row!));
}

/// <summary>
/// Runs the recorded commands of a program under another one, in memory: nothing is written. Publications are left out, since the
/// program is given; a command whose natural key was accepted before is left out too, since it would only be answered again.
/// </summary>
public sealed class Replay
{
    private const int PageRows = 1000;
    private readonly JournalReader reader;
    private readonly string program;
    private readonly Program under;
    private readonly ReplayGround ground = new();
    private readonly Overlay overlay;
    private readonly HashSet<string> accepted = [];
    private readonly HashSet<PurchaseId> returned = [];

    /// <param name="program">Whose commands.</param>
    /// <param name="under">What decides them.</param>
    public Replay(JournalReader reader, string program, Program under)
    {
        (this.reader, this.program, this.under) = (reader, program, under);
        overlay = new Overlay(ground);
    }

    /// <summary>All documents as the commands run so far leave them.</summary>
    public IEnumerable<Document> Documents => overlay.All.Values.OfType<Document>();

    public Document? Document(Key key) => overlay.All.GetValueOrDefault(key);

    /// <summary>Decides command after command, as they were recorded, up to the last one there was at the beginning.</summary>
    /// <exception cref="JournalException">A purchase has no line detail any more.</exception>
    public async IAsyncEnumerable<Replayed> Run([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var snapshot = await reader.Access.Snapshot();
        await Mark(snapshot.Rows);
        for (var page = await snapshot.Rows.From(program, 1, PageRows); page.Count > 0;)
        {
            foreach (var row in page)
            {
                cancellation.ThrowIfCancellationRequested();
                if (await Decide(row) is { } replayed)
                    yield return replayed;
            }
            page = await snapshot.Rows.From(program, page[^1].Seq + 1, PageRows);
        }
    }

    /// <summary>Only purchases that something comes back of are looked at again; the others need not stay in memory.</summary>
    private async ValueTask Mark(IRows rows)
    {
        for (var page = await rows.From(program, 1, PageRows, "return"); page.Count > 0;)
        {
            foreach (var row in page)
                Returned(((ReturnLines)Wire.DecodeCommand(row)).Of);
            page = await rows.From(program, page[^1].Seq + 1, PageRows, "return");
        }
        await MarkLate(rows);
    }

    /// <summary>Of a member who brought something back, other purchases are looked at where thresholds count.</summary>
    private void Returned(PurchaseId purchase)
    {
        ground.Keep(Key.Purchase(purchase));
        if (under.Versions.Any(Laurel.Deciding.Thresholds.Any))
            returned.Add(purchase);
    }

    /// <summary>Of members one of whose purchases arrived late, every purchase may be looked at again.</summary>
    private async ValueTask MarkLate(IRows rows)
    {
        var latest = DateTimeOffset.MinValue;
        for (var page = await rows.From(program, 1, PageRows); page.Count > 0;)
        {
            foreach (var row in page)
            {
                if (row.Kind == "purchase" && returned.Count > 0 && Wire.DecodeCommand(row) is RecordPurchase { About: { } buyer } bought && returned.Contains(bought.Purchase.Id))
                    ground.Keep(buyer);
                if (row.At < latest && row.Kind == "purchase" && Wire.DecodeCommand(row).About is { } member)
                    ground.Keep(member);
                if (row.Kind == "merge" && Wire.DecodeCommand(row) is MergeMembers merge)
                    ground.Keep([merge.Member, merge.Into]);
                latest = row.At > latest ? row.At : latest;
            }
            page = await rows.From(program, page[^1].Seq + 1, PageRows);
        }
    }

    private async ValueTask<Replayed?> Decide(StoredRow row)
    {
        var command = Wire.DecodeCommand(row);
        if (command is PublishDefinition || (command.NaturalKey is { } known && accepted.Contains(known)))
            return null;
        if (row.LinesAreDropped)
            throw new JournalException($"The lines of row {row.Seq} were dropped by a retention rule; it cannot be decided again.", isFatal: false);
        var decision = await Deciding.Decide(under, command, overlay);
        if (decision.IsAccepted)
        {
            overlay.Keep(command, decision.Events);
            overlay.ForgetPurchases();
            ground.Remember(command, decision.Events);
            if (command.NaturalKey is { } key)
                accepted.Add(key);
        }
        return new Replayed(row.Seq, command, decision) { Row = row };
    }
}

/// <summary>Nothing but what the replay itself decided.</summary>
internal sealed class ReplayGround : Ground
{
    private readonly Dictionary<Key, PurchaseRow?> purchases = [];

    private readonly HashSet<MemberId> members = [];

    public void Keep(Key purchase) => purchases[purchase] = null;

    public void Keep(MemberId member) => members.Add(member);

    /// <summary>Purchases of members who became one may all be looked at again.</summary>
    public void Keep(IEnumerable<MemberId> several) => members.UnionWith(several);

    public void Remember(Command command, IReadOnlyList<Event> events)
    {
        if (command is not RecordPurchase purchase || Key.Purchase(purchase.Purchase.Id) is var key && !IsKept(key, purchase.About))
            return;
        purchases[key] = new PurchaseRow(purchase, events);
    }

    private bool IsKept(Key key, MemberId? member) => purchases.ContainsKey(key) || (member is { } known && members.Contains(known));

    public override ValueTask Documents(IReadOnlyList<Key> keys, IDictionary<Key, Document?> into)
    {
        foreach (var key in keys)
            into[key] = null;
        return ValueTask.CompletedTask;
    }

    public override ValueTask<PurchaseRow?> Purchase(Key key) => purchases.TryGetValue(key, out var row)
        ? ValueTask.FromResult(row)
        : throw new InvalidOperationException($"A decision asks for {key}, which no return names.");
}
