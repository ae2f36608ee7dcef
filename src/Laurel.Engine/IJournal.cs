using System.Data.Common;

namespace Laurel.Engine;

/// <summary>
/// Where rows are kept: the boundary to the database. One loop uses it; everybody else reads snapshots.
/// </summary>
internal interface IJournal : IReadAccess, IAsyncDisposable
{
    IRows Rows { get; }

    /// <summary>
    /// One durable transaction: each head advances only if it still stands where the batch says; rows; documents; the caller's
    /// ordinary writes in the order of their items. Returns when it is on disk, and then all of it is, or throws and nothing is.
    /// </summary>
    /// <returns>For each item of ordinary writes, how many rows it changed.</returns>
    ValueTask<IReadOnlyList<int>> Append(Batch batch);
}

/// <summary>Reading beside the writer, by any number of readers.</summary>
internal interface IReadAccess
{
    /// <summary>All that is committed now, unmoved by what is appended later.</summary>
    ValueTask<ISnapshot> Snapshot();

    /// <summary>An open read-only connection to the ordinary tables, the caller's to dispose.</summary>
    DbConnection Connect();
}

/// <summary>A consistent view of the journal, to be disposed soon: while it is open, space is not reclaimed.</summary>
internal interface ISnapshot : IAsyncDisposable
{
    IRows Rows { get; }
}

internal interface IRows
{
    ValueTask<IReadOnlyList<Head>> Heads();

    /// <summary>Rows with one of the command ids, and accepted rows with one of the natural keys.</summary>
    ValueTask<IReadOnlyList<StoredRow>> Find(string program, IReadOnlyCollection<string> commandIds, IReadOnlyCollection<string> naturalKeys);

    /// <summary>The documents that exist among the keys, as they were stored; <see cref="CatchUp"/> makes them those of now.</summary>
    ValueTask<IReadOnlyList<StoredDocument>> Documents(string program, IReadOnlyCollection<Key> keys);

    /// <summary>At most <paramref name="count"/> documents in the order of their keys, after a key; null begins.</summary>
    ValueTask<IReadOnlyList<StoredDocument>> DocumentsAfter(string program, Key? after, int count);

    /// <summary>At most <paramref name="count"/> keys of documents that begin with a text, after a key, in order.</summary>
    ValueTask<IReadOnlyList<string>> KeysFrom(string program, string beginning, string after, int count);

    /// <summary>At most <paramref name="count"/> rows from a seq on, in order; of one kind when one is named.</summary>
    ValueTask<IReadOnlyList<StoredRow>> From(string program, long seq, int count, string? kind = null);

    /// <summary>The same, with no more of each than it takes to read it or to decide it again.</summary>
    ValueTask<IReadOnlyList<RecordedRow>> Recorded(string program, long seq, int count);

    /// <summary>The same, added to a block that has room for them.</summary>
    ValueTask Recorded(string program, long seq, int count, RowBlock into);

    /// <summary>The same of returns, claims and merges only: of what may ask again for what was bought before.</summary>
    ValueTask<IReadOnlyList<RecordedRow>> LookingBack(string program, long seq, int count);

    /// <summary>What is known at a glance of at most <paramref name="count"/> rows from a seq on, in order.</summary>
    ValueTask<IReadOnlyList<RowOutline>> Outline(string program, long seq, int count);

    /// <summary>At most <paramref name="count"/> rows of a member before a seq, the newest first.</summary>
    ValueTask<IReadOnlyList<StoredRow>> Of(string program, MemberId member, long before, int count);

    /// <summary>All rows of a member after a seq, in order.</summary>
    ValueTask<IReadOnlyList<StoredRow>> Since(string program, MemberId member, long seq);

    ValueTask<IReadOnlyList<QuarantinedCommand>> Quarantine();
}

/// <summary>What one append makes durable.</summary>
internal sealed record Batch
{
    public IReadOnlyList<Advance> Heads { get; init; } = [];
    public IReadOnlyList<StoredRow> Rows { get; init; } = [];
    public IReadOnlyList<StoredDocument> Documents { get; init; } = [];

    /// <summary>Programs whose documents are all replaced by those of the batch.</summary>
    public IReadOnlyList<string> Rebuilt { get; init; } = [];

    /// <summary>Ordinary writes by item; an item is written whole, or the batch is not written.</summary>
    public IReadOnlyList<IReadOnlyList<OrdinaryWrite>> Ordinary { get; init; } = [];

    public bool IsEmpty => Rows.Count == 0 && Ordinary.Count == 0;
}

/// <summary>A program's head moves on; a program without a head begins at 0.</summary>
internal sealed record Advance(string Program, long From, long To, byte[] Chain);
