using System.Data.Common;
using System.Runtime.CompilerServices;
using Laurel.Engine.Sqlite;

namespace Laurel.Engine;

/// <summary>
/// Reads an organization's file beside its writer, or without one. Every answer is one consistent view of what is on disk; safe
/// for any number of callers.
/// </summary>
public sealed class JournalReader
{
    private const int PageRows = 1000;

    internal JournalReader(IReadAccess access) => Access = access;

    internal IReadAccess Access { get; }

    /// <summary>Opens a file read-only, such as one whose writer is another process.</summary>
    public static JournalReader Open(string path) => new(new SqliteSnapshots(path));

    /// <summary>The programs of the file, and the seq of the last row of each.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Heads()
    {
        await using var snapshot = await Access.Snapshot();
        return (await snapshot.Rows.Heads()).ToDictionary(head => head.Program, head => head.Seq);
    }

    /// <summary>A program with all its published versions; one without versions where there is none.</summary>
    public async Task<Program> Program(string program)
    {
        await using var snapshot = await Access.Snapshot();
        return await Book.Timeline(snapshot.Rows, program);
    }

    /// <summary>The rows that published a version of the definition, in order.</summary>
    public async Task<IReadOnlyList<JournalRow>> Publications(string program)
    {
        await using var snapshot = await Access.Snapshot();
        return [.. (await snapshot.Rows.From(program, 1, int.MaxValue, "publish")).Select(Wire.Decode).Where(row => row.IsAccepted)];
    }

    /// <summary>A document, and the seq of the program that it reflects.</summary>
    public async Task<Reading<TDocument>> Read<TDocument>(string program, Key key)
        where TDocument : Document
    {
        var read = await Read(program, [key]);
        return new Reading<TDocument>(read.Seq, (TDocument?)read.Documents.GetValueOrDefault(key));
    }

    /// <summary>Several documents at one seq; those that do not exist are left out.</summary>
    public async Task<(long Seq, IReadOnlyDictionary<Key, Document> Documents)> Read(string program, IReadOnlyCollection<Key> keys)
    {
        await using var snapshot = await Access.Snapshot();
        var head = (await snapshot.Rows.Heads()).FirstOrDefault(h => h.Program == program);
        var documents = new Dictionary<Key, Document>();
        foreach (var stored in await snapshot.Rows.Documents(program, keys))
            documents[stored.Key] = await CatchUp.Load(snapshot.Rows, stored);
        return (head?.Seq ?? 0, documents);
    }

    /// <summary>Members in the order of their ids, which says nothing about them.</summary>
    /// <param name="beginning">What their ids begin with; empty is everybody.</param>
    /// <param name="after">The last id already known; empty begins.</param>
    public async Task<IReadOnlyList<MemberId>> Members(string program, string beginning = "", string after = "", int count = 50)
    {
        await using var snapshot = await Access.Snapshot();
        var none = Key.Member(new MemberId("")).Text;
        var keys = await snapshot.Rows.KeysFrom(program, none + beginning, none + after, count);
        return [.. keys.Select(key => new MemberId(key[none.Length..]))];
    }

    /// <summary>The row of a command.</summary>
    public Task<JournalRow?> Find(string program, CommandId command) => Find(program, [command.Value], []);

    /// <summary>The accepted row of a thing in the world: <c>Key.Purchase(…)</c>, <c>Key.Return(…)</c>, <c>Key.Redemption(…)</c>.</summary>
    public Task<JournalRow?> Find(string program, Key naturalKey) => Find(program, [], [naturalKey.Text]);

    /// <summary>Rows from a seq to the last one at the time of asking, in order.</summary>
    public async IAsyncEnumerable<JournalRow> Rows(
        string program, long from = 1, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var rows = await Page(program, from); rows.Count > 0; rows = await Page(program, rows[^1].Seq + 1))
        {
            foreach (var row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return Wire.Decode(row);
            }
        }
    }

    /// <summary>Rows in which a member appears, the newest first, before a seq.</summary>
    public async Task<IReadOnlyList<JournalRow>> History(string program, MemberId member, long before = long.MaxValue, int count = 50)
    {
        await using var snapshot = await Access.Snapshot();
        return [.. (await snapshot.Rows.Of(program, member, before, count)).Select(Wire.Decode)];
    }

    /// <summary>Commands that could not be decided, the latest first.</summary>
    public async Task<IReadOnlyList<QuarantinedCommand>> Quarantine()
    {
        await using var snapshot = await Access.Snapshot();
        return await snapshot.Rows.Quarantine();
    }

    /// <summary>An open read-only connection to the ordinary tables, the caller's to dispose.</summary>
    public DbConnection Connect() => Access.Connect();

    private async Task<JournalRow?> Find(string program, string[] commands, string[] naturalKeys)
    {
        await using var snapshot = await Access.Snapshot();
        return await snapshot.Rows.Find(program, commands, naturalKeys) is [var row, ..] ? Wire.Decode(row) : null;
    }

    private async Task<IReadOnlyList<RecordedRow>> Page(string program, long from)
    {
        await using var snapshot = await Access.Snapshot();
        return await snapshot.Rows.Recorded(program, from, PageRows);
    }
}

/// <summary>A document as it was at a seq of its program; null where there is none.</summary>
public readonly record struct Reading<TDocument>(long Seq, TDocument? Document)
    where TDocument : Document;
