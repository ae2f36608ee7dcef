namespace Laurel.Engine;

/// <summary>What one batch adds to a program's book. It is torn out if the append fails.</summary>
internal sealed class Page
{
    private readonly Book book;
    private readonly DocumentCache cache;
    private readonly JournalGround ground;
    private Page? below;
    private readonly Dictionary<string, StoredRow> byCommand = [];
    private readonly Dictionary<string, StoredRow> byNaturalKey = [];
    private readonly Dictionary<StoredRow, JournalRow> read = new(ReferenceEqualityComparer.Instance);
    private readonly List<StoredRow> rows = [];
    private readonly Dictionary<Key, StoredDocument> documents = [];
    private readonly Dictionary<Key, int> lags = [];

    /// <param name="below">The page of the batch before, while that is on its way to the disk.</param>
    public Page(Book book, Page? below, IRows rows, DocumentCache cache)
    {
        (this.book, this.below, this.cache) = (book, below, cache);
        Program = book.Program;
        Seq = book.Seq;
        Chain = book.Chain;
        ground = new JournalGround(rows, book.Program.Id, cache) { Above = below?.Overlay };
        Overlay = new Overlay(ground);
    }

    public Program Program { get; private set; }
    public long Seq { get; private set; }
    public byte[] Chain { get; private set; }
    public Overlay Overlay { get; }
    public IReadOnlyList<StoredRow> Rows => rows;
    public IReadOnlyCollection<StoredDocument> Documents => documents.Values;
    public bool IsNew => book.Seq == 0;

    /// <summary>No publication of this batch has changed it.</summary>
    public bool IsSameProgram => ReferenceEquals(Program, book.Program);
    public Advance Advance => new(Program.Id, book.Seq, Seq, Chain);

    /// <summary>The book as this page leaves it.</summary>
    public Book Book => new(Program, Seq, Chain);

    /// <summary>The row that has the command's id, or else its natural key.</summary>
    public StoredRow? Known(Asked asked) => Of(asked.Command.Id) ?? (asked.NaturalKey is { } key ? Of(key) : null);

    /// <summary>What lay below is on disk, and is not needed any more.</summary>
    public void StandAlone() => (below, ground.Above) = (null, null);

    public void Remember(StoredRow row)
    {
        byCommand[row.CommandId] = row;
        if (row.NaturalKey is not null)
            byNaturalKey[row.NaturalKey] = row;
    }

    public JournalRow Read(StoredRow row) => read.TryGetValue(row, out var known) ? known : read[row] = Wire.Decode(row);

    /// <summary>Adds the row of a decided command; the overlay keeps what it changed.</summary>
    public JournalRow Add(Asked asked, Decision decision, DateTimeOffset recordedAt)
    {
        var command = asked.Command;
        var stored = Stored(asked, decision, recordedAt);
        stored = stored with { Chain = Engine.Chain.Next(Chain, stored) };
        if (decision.IsAccepted)
            Keep(command, decision.Events);
        (Seq, Chain) = (stored.Seq, stored.Chain);
        rows.Add(stored);
        Remember(stored);
        return read[stored] = new JournalRow
        {
            Program = Program.Id,
            Seq = Seq,
            Command = command,
            Events = decision.Events,
            Refusal = decision.Refusal,
            RecordedAt = recordedAt,
        };
    }

    private void Keep(Command command, IReadOnlyList<Event> events)
    {
        var program = Program.Apply(command, events);
        foreach (var key in Overlay.Fresh)
        {
            lags[key] = NextLag(key);
            if (lags[key] == 0)
                documents[key] = Stored(key, command);
        }
        Overlay.Keep(command, events);
        Program = program;
    }

    private StoredRow? Of(CommandId id) => byCommand.GetValueOrDefault(id.Value) ?? below?.Of(id);

    private StoredRow? Of(string naturalKey) => byNaturalKey.GetValueOrDefault(naturalKey) ?? below?.Of(naturalKey);

    /// <summary>By how many rows the stored document lags after the batch.</summary>
    public int Lag(Key key) => lags.TryGetValue(key, out var lag) || below?.lags.TryGetValue(key, out lag) == true ? lag : cache.Lag(Program.Id, key);

    /// <summary>How far it will lag after one more change; 0 is that it is stored now.</summary>
    private int NextLag(Key key)
    {
        if (key.AsMember is null || Overlay[key] is null)
            return 0;
        var lag = Lag(key) + 1;
        return lag < CatchUp.LargestLag ? lag : 0;
    }

    private StoredDocument Stored(Key key, Command command)
    {
        var body = Overlay[key] is { } document ? Wire.EncodeDocument(document) : null;
        Invariants.Check(key, body ?? [], new Place(Program.Id, command.Id));
        return new StoredDocument(Program.Id, key, Seq + 1, Document.Format, body);
    }

    private StoredRow Stored(Asked asked, Decision decision, DateTimeOffset recordedAt) => new()
    {
        Program = Program.Id,
        Seq = Seq + 1,
        CommandId = asked.Command.Id.Value,
        NaturalKey = decision.IsAccepted ? asked.NaturalKey : null,
        Kind = Wire.Kind(asked.Command),
        At = asked.Command.At,
        RecordedAt = recordedAt,
        IsTimedByServer = asked.Command.IsTimedByServer,
        Actor = asked.Command.Actor,
        Format = Wire.Format,
        InputHash = asked.InputHash,
        Command = asked.Body,
        Lines = asked.Lines,
        LinesSalt = asked.LinesSalt,
        LinesDigest = asked.LinesDigest,
        Events = decision.IsAccepted ? Wire.EncodeEvents(decision.Events) : null,
        Refusal = decision.Refusal is { } refusal ? Wire.EncodeRefusal(refusal) : null,
        Members = Members(asked.Command),
    };

    /// <summary>Whom it is about and whose document it changes; mostly the same one.</summary>
    private List<MemberId> Members(Command command)
    {
        var members = new List<MemberId>(1);
        if (command.About is { } about)
            members.Add(about);
        foreach (var key in Overlay.Fresh)
        {
            if (key.AsMember is { } member && !members.Contains(member))
                members.Add(member);
        }
        return members;
    }
}
