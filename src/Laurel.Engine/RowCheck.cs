using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Laurel.Engine;

/// <summary>Checks a program's rows in order, each by itself and as the successor of those before it.</summary>
internal sealed class RowCheck
{
    private readonly string program;
    private readonly Action<Finding> find;
    private readonly EarlierGround ground;
    private readonly Overlay overlay;
    private readonly HashSet<UInt128> names = [];
    private readonly Dictionary<(string Unit, Account Account), Int128> totals = [];
    private readonly DrawCheck draws;
    private Program timeline;
    private byte[] chain = Chain.Start;
    private long expected = 1;

    public RowCheck(IRows journal, string program, Action<Finding> find)
    {
        (this.program, this.find) = (program, find);
        ground = new EarlierGround(journal, program);
        overlay = new Overlay(ground);
        draws = new DrawCheck(Find);
        timeline = Program.Empty(program);
    }

    public long Decided { get; private set; }

    /// <summary>Every document as the rows so far leave it.</summary>
    public IReadOnlyDictionary<Key, Document?> Documents => overlay.All;

    public async ValueTask Check(StoredRow row)
    {
        for (; expected < row.Seq; expected++)
            Find(expected, "The row is missing.");
        expected = row.Seq + 1;
        CheckHashes(row);
        CheckNames(row);
        try
        {
            await CheckMeaning(row);
        }
        catch (Exception e) when (e is not (JournalException { IsFatal: false } or OperationCanceledException))
        {
            overlay.Drop();
            Find(row.Seq, e.Message);
        }
        overlay.ForgetPurchases();
    }

    /// <summary>After the last row: the head stands there, and what members have came out of the other accounts.</summary>
    public void End(Head head)
    {
        for (; expected <= head.Seq; expected++)
            Find(expected, "The row is missing.");
        if (expected > head.Seq + 1)
            Find(head.Seq + 1, "There are rows after the head.");
        if (!chain.AsSpan().SequenceEqual(head.Chain))
            Find(head.Seq, "The head's chain value is not that of the last row.");
        foreach (var unit in totals.Keys.Select(total => total.Unit).Distinct().ToList())
            CheckConservation(unit);
        var money = Documents.Values.OfType<Tally>().Where(tally => tally.Name.StartsWith("money:", StringComparison.Ordinal));
        if (money.Aggregate((Int128)0, (sum, account) => sum + account.Amount) is var open && open != 0)
            Find(null, $"The accounts in money sum to {open}, not to zero.");
    }

    private void CheckConservation(string unit)
    {
        var entries = totals.Where(total => total.Key.Unit == unit).Aggregate((Int128)0, (sum, total) => sum + total.Value);
        if (entries != 0)
            Find(null, $"The accounts in {unit} sum to {entries}, not to zero.");
        var others = entries - totals.GetValueOrDefault((unit, Account.Members));
        var balances = Documents.Values.OfType<Member>().Aggregate((Int128)0, (sum, member) => sum + member.Account(unit).Booked);
        if (balances != -others)
            Find(null, $"Members have {balances} {unit}, but the other accounts gave {-others}.");
    }

    private void CheckHashes(StoredRow row)
    {
        if (!Chain.Next(chain, row).AsSpan().SequenceEqual(row.Chain))
            Find(row.Seq, "The row is not what it was when it was written: its hash differs.");
        if (row is { Lines: { } lines, LinesSalt: { } salt } && !Chain.Digest(salt, lines).AsSpan().SequenceEqual(row.LinesDigest))
            Find(row.Seq, "The lines are not what they were when they were written: their digest differs.");
        chain = row.Chain;
    }

    private void CheckNames(StoredRow row)
    {
        if (!names.Add(Name("command", row.CommandId)))
            Find(row.Seq, $"Command {row.CommandId} is in an earlier row too.");
        if (row.NaturalKey is { } key && !names.Add(Name("natural key", key)))
            Find(row.Seq, $"{key} is in an earlier row too.");
    }

    private async ValueTask CheckMeaning(StoredRow row)
    {
        var command = Wire.DecodeCommand(row);
        var events = await DecidedAgain(row, command) ?? await Folded(row, command);
        foreach (var happened in events)
            Count(happened);
        if (row.Refusal is not null)
            return;
        draws.Check(row.Seq, command, events, timeline);
        overlay.Keep(command, events);
        timeline = timeline.Apply(command, events);
    }

    /// <summary>
    /// The events of a decision on what was there before the row, in the overlay; null, and nothing there, when they are not the
    /// recorded ones, or when line detail is missing without which it cannot be decided.
    /// </summary>
    private async ValueTask<IReadOnlyList<Event>?> DecidedAgain(StoredRow row, Command command)
    {
        ground.Before = row.Seq;
        ground.MissedLines = row.LinesAreDropped;
        if (ground.MissedLines || await Decision(command) is not { } decision)
            return null;
        Decided++;
        if (Recorded.Is(row, decision))
            return decision.Events;
        var now = decision.Refusal is { } refusal ? Wire.EncodeRefusal(refusal) : Wire.ByShape(decision.Events);
        Find(row.Seq, $"Decided again it comes to something else: {Encoding.UTF8.GetString(now)}");
        overlay.Drop();
        return null;
    }

    /// <summary>Null when it looked at a purchase whose lines are gone: whatever came of that says nothing.</summary>
    private async ValueTask<Decision?> Decision(Command command)
    {
        try
        {
            var decision = await Deciding.Decide(timeline, command, overlay);
            if (!ground.MissedLines)
                return decision;
        }
        catch (Exception e) when (ground.MissedLines && e is not OperationCanceledException)
        {
        }
        overlay.Drop();
        return null;
    }

    private async ValueTask<IReadOnlyList<Event>> Folded(StoredRow row, Command command)
    {
        var events = Wire.DecodeEvents(row);
        foreach (var happened in events)
            await Deciding.Fold(happened, overlay, new Place(program, command.Id));
        return events;
    }

    private void Count(Event happened)
    {
        if (happened is not UnitsMoved moved)
            return;
        foreach (var entry in moved.Entries)
            CollectionsMarshal.GetValueRefOrAddDefault(totals, (moved.Unit, entry.Account), out _) += entry.Amount;
    }

    private void Find(long? seq, string what) => find(new Finding(program, seq, null, what));

    private static UInt128 Name(string kind, string name) =>
        MemoryMarshal.Read<UInt128>(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\0{name}")));
}

/// <summary>Nothing but what the rows before one hold: no stored document, and purchases recorded earlier.</summary>
internal sealed class EarlierGround(IRows rows, string program) : Ground
{
    public long Before { get; set; }

    /// <summary>A purchase was looked at whose lines have been dropped.</summary>
    public bool MissedLines { get; set; }

    public override ValueTask Documents(IReadOnlyList<Key> keys, IDictionary<Key, Document?> into)
    {
        foreach (var key in keys)
            into[key] = null;
        return ValueTask.CompletedTask;
    }

    public override async ValueTask<PurchaseRow?> Purchase(Key key)
    {
        var found = (await rows.Find(program, [], [key.Text])).FirstOrDefault(row => row.Seq < Before);
        MissedLines |= found is { LinesAreDropped: true };
        return found is null ? null : PurchaseOf(found);
    }
}
