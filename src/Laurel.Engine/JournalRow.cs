namespace Laurel.Engine;

/// <summary>
/// One row of the journal: what was asked, and the events it came to, or why it was refused. Rows of a program are numbered from 1
/// without gap; the reply to the asker is a function of the row.
/// </summary>
public sealed record JournalRow
{
    public required string Program { get; init; }

    /// <summary>The place in the program's journal, from 1; 0 in a dry run, which has no place.</summary>
    public required long Seq { get; init; }
    public required Command Command { get; init; }

    /// <summary>Empty when refused.</summary>
    public required IReadOnlyList<Event> Events { get; init; }

    /// <summary>Null when accepted.</summary>
    public required Refusal? Refusal { get; init; }

    /// <summary>When the journal got to know it (UTC, the server's clock).</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    public bool IsAccepted => Refusal is null;
}

/// <summary>What was asked, as it is stored, and what came of it: all that it takes to read it or to decide it again.</summary>
internal record RecordedRow
{
    public required string Program { get; init; }
    public required long Seq { get; init; }
    public required string CommandId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required bool IsTimedByServer { get; init; }
    public required string Actor { get; init; }
    public required int Format { get; init; }
    public required byte[] Command { get; init; }

    /// <summary>Line detail of a purchase; a retention rule may have dropped it, and its salt with it.</summary>
    public byte[]? Lines { get; init; }
    public virtual bool LinesAreDropped { get; init; }
    public byte[]? Events { get; init; }
    public byte[]? Refusal { get; init; }
}

/// <summary>A whole row; every field but the hashes is what the chain covers.</summary>
internal sealed record StoredRow : RecordedRow
{
    /// <summary>Null where the command has none, and where it was refused: a refusal leaves its natural key free.</summary>
    public string? NaturalKey { get; init; }
    public required string Kind { get; init; }
    public required byte[] InputHash { get; init; }
    public byte[]? LinesSalt { get; init; }

    /// <summary>SHA-256 of salt and lines, which stays.</summary>
    public byte[]? LinesDigest { get; init; }
    public override bool LinesAreDropped => LinesDigest is not null && Lines is null;
    public byte[] Chain { get; init; } = [];

    /// <summary>Members in whose history it appears. Not read back: the index is asked, not the row.</summary>
    public IReadOnlyCollection<MemberId> Members { get; init; } = [];
}

/// <summary>A document as it is stored; a null body takes it away.</summary>
internal sealed record StoredDocument(string Program, Key Key, long Seq, int Format, byte[]? Body);

/// <summary>The end of a program's journal: its last row, the chain value there, and the format of all its documents.</summary>
internal sealed record Head(string Program, long Seq, byte[] Chain, int DocumentFormat);

/// <summary>What is known of a row at a glance.</summary>
internal readonly record struct RowOutline(long Seq, string Kind, DateTimeOffset At);
