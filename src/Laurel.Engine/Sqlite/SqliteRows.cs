using System.Text;
using Microsoft.Data.Sqlite;

namespace Laurel.Engine.Sqlite;

/// <summary>Reading the journal over one connection, by statements prepared once. Not for two threads at a time.</summary>
internal sealed class SqliteRows(SqliteConnection connection, Tail? tail = null) : IRows, IDisposable
{
    private const string Columns = """
        seq, command_id, natural_key, kind, at, recorded_at, timed_by_server, actor, format, input_hash,
        command, lines, lines_salt, lines_digest, events, refusal, chain
        """;

    /// <summary>A member's rows between two seqs: those that were moved to the histories, and those that wait to be.</summary>
    private const string History = $"{Moved} UNION ALL SELECT seq FROM journal_tail {OfMember}";
    private const string Moved = $"SELECT seq FROM journal_members {OfMember}";
    private const string OfMember = "WHERE program = ?1 AND member = ?2 AND seq > ?3 AND seq < ?4";

    private readonly Dictionary<string, Statement> prepared = [];
    private readonly Dictionary<string, long> programs = [];

    public ValueTask<IReadOnlyList<Head>> Heads() => Read(() =>
    {
        var statement = Prepare("SELECT name, seq, chain, document_format FROM heads ORDER BY program");
        return List(statement, s => new Head(s.Text(0), s.Int(1), s.Blob(2), (int)s.Int(3)));
    });

    public ValueTask<IReadOnlyList<StoredRow>> Find(
        string program, IReadOnlyCollection<string> commandIds, IReadOnlyCollection<string> naturalKeys) => Read(() =>
    {
        if (Number(program) is not { } number)
            return [];
        var found = new List<StoredRow>();
        var byId = Prepare($"SELECT {Columns} FROM journal WHERE program = ?1 AND command_id = ?2");
        foreach (var id in commandIds)
            found.AddRange(List(byId.Bind(0, number).Bind(1, id), s => Row(program, s)));
        var byKey = Prepare($"SELECT {Columns} FROM journal WHERE program = ?1 AND natural_key = ?2");
        foreach (var key in naturalKeys)
            found.AddRange(List(byKey.Bind(0, number).Bind(1, key), s => Row(program, s)));
        return found;
    });

    public ValueTask<IReadOnlyList<StoredDocument>> Documents(string program, IReadOnlyCollection<Key> keys) => Read(() =>
    {
        if (Number(program) is not { } number)
            return [];
        var found = new List<StoredDocument>(keys.Count);
        var byKey = Prepare("SELECT key, seq, format, body FROM documents WHERE program = ?1 AND key = ?2");
        foreach (var key in keys)
            found.AddRange(List(byKey.Bind(0, number).Bind(1, key.Text), s => Document(program, s)));
        return found;
    });

    public ValueTask<IReadOnlyList<StoredDocument>> DocumentsAfter(string program, Key? after, int count) => Read(() =>
    {
        if (Number(program) is not { } number)
            return [];
        var statement = Prepare("SELECT key, seq, format, body FROM documents WHERE program = ?1 AND key > ?2 ORDER BY key LIMIT ?3");
        return List(statement.Bind(0, number).Bind(1, after?.Text ?? "").Bind(2, count), s => Document(program, s));
    });

    public ValueTask<IReadOnlyList<string>> KeysFrom(string program, string beginning, string after, int count) => Read(() =>
    {
        if (Number(program) is not { } number)
            return [];
        var statement = Prepare("""
            SELECT key FROM documents WHERE program = ?1 AND key >= ?2 AND key < ?3 AND key > ?4 ORDER BY key LIMIT ?5
            """);
        statement.Bind(0, number).Bind(1, beginning).Bind(2, beginning + "\U0010ffff").Bind(3, after).Bind(4, count);
        return List(statement, s => s.Text(0));
    });

    public ValueTask<IReadOnlyList<StoredRow>> From(string program, long seq, int count, string? kind = null) => Read(() =>
    {
        if (Number(program) is not { } number)
            return [];
        // The one kind that has an index is named in the text, or the index could not serve.
        var only = kind == "publish" ? "AND kind = 'publish'" : "AND (?4 IS NULL OR kind = ?4)";
        var statement = Prepare($"SELECT {Columns} FROM journal WHERE program = ?1 AND seq >= ?2 {only} ORDER BY seq LIMIT ?3");
        statement.Bind(0, number).Bind(1, seq).Bind(2, count);
        return List(kind == "publish" ? statement : statement.Bind(3, kind), s => Row(program, s));
    });

    public ValueTask<IReadOnlyList<RecordedRow>> Recorded(string program, long seq, int count) => Recorded(program, seq, count, "");

    public ValueTask<IReadOnlyList<RecordedRow>> LookingBack(string program, long seq, int count) =>
        Recorded(program, seq, count, "AND kind IN ('return', 'claim', 'merge')");

    private ValueTask<IReadOnlyList<RecordedRow>> Recorded(string program, long seq, int count, string only) => Read(() =>
        Number(program) is { } number ? List(Recorded(number, seq, count, only), s => Recorded(program, s)) : []);

    public ValueTask Recorded(string program, long seq, int count, RowBlock into)
    {
        AtOnce(() =>
        {
            if (Number(program) is { } number)
                Each(Recorded(number, seq, count, ""), s => Add(into, s));
            return into;
        });
        return ValueTask.CompletedTask;
    }

    private Statement Recorded(long number, long seq, int count, string only) => Prepare($"""
        SELECT seq, command_id, at, recorded_at, timed_by_server, actor, format, command, lines,
               lines IS NULL AND lines_digest IS NOT NULL, events, refusal
        FROM journal WHERE program = ?1 AND seq >= ?2 {only} ORDER BY seq LIMIT ?3
        """).Bind(0, number).Bind(1, seq).Bind(2, count);

    public ValueTask<IReadOnlyList<RowOutline>> Outline(string program, long seq, int count) => Read(() =>
    {
        if (Number(program) is not { } number)
            return [];
        var statement = Prepare("SELECT seq, kind, at FROM journal WHERE program = ?1 AND seq >= ?2 ORDER BY seq LIMIT ?3");
        return List(statement.Bind(0, number).Bind(1, seq).Bind(2, count), s => new RowOutline(s.Int(0), s.Text(1), s.Time(2)));
    });

    public ValueTask<IReadOnlyList<StoredRow>> Of(string program, MemberId member, long before, int count) => Read(() =>
    {
        if (Number(program) is not { } number)
            return [];
        var statement = Prepare($"""
            SELECT {Columns} FROM journal
            WHERE program = ?1 AND seq IN (SELECT seq FROM ({History}) ORDER BY seq DESC LIMIT ?5) ORDER BY seq DESC
            """);
        return List(Bind(statement, number, member, 0, before).Bind(4, count), s => Row(program, s));
    });

    public ValueTask<IReadOnlyList<StoredRow>> Since(string program, MemberId member, long seq)
    {
        // Asked before reading begins: what waited then was moved since, if it does not wait any more.
        var history = tail?.MayHave(member.Value) == false ? Moved : History;
        return Read(() =>
        {
            if (Number(program) is not { } number)
                return [];
            var statement = Prepare($"SELECT {Columns} FROM journal WHERE program = ?1 AND seq IN ({history}) ORDER BY seq");
            return List(Bind(statement, number, member, seq, long.MaxValue), s => Row(program, s));
        });
    }

    public ValueTask<IReadOnlyList<QuarantinedCommand>> Quarantine() => Read(() =>
    {
        var statement = Prepare("SELECT program, command_id, kind, at, tries, problem, asked FROM quarantine ORDER BY at DESC");
        return List(statement, s => new QuarantinedCommand
        {
            Program = s.Text(0),
            Command = new CommandId(s.Text(1)),
            Kind = s.Text(2),
            At = s.Time(3),
            Tries = (int)s.Int(4),
            Problem = s.Text(5),
            Asked = s.Text(6),
        });
    });

    /// <summary>The number a program has in this file; null when it has none.</summary>
    public long? Number(string program)
    {
        if (programs.TryGetValue(program, out var known))
            return known;
        foreach (var number in List(Prepare("SELECT program FROM heads WHERE name = ?1").Bind(0, program), s => s.Int(0)))
            return programs[program] = number;
        return null;
    }

    public Statement Prepare(string sql) =>
        prepared.TryGetValue(sql, out var statement) ? statement : prepared[sql] = new Statement(connection, sql);

    /// <summary>A transaction is open.</summary>
    public bool IsOpen => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle!) == 0;

    /// <summary>What was done in a transaction that was undone is not known.</summary>
    public void Forget() => programs.Clear();

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
            statement.Dispose();
        connection.Dispose();
    }

    /// <summary>Reads in one transaction, so that its locks are taken once and not for each statement.</summary>
    private ValueTask<IReadOnlyList<T>> Read<T>(Func<IReadOnlyList<T>> read) => ValueTask.FromResult(AtOnce(read));

    private T AtOnce<T>(Func<T> read)
    {
        try
        {
            if (IsOpen)
                return read();
            Prepare("BEGIN").Run();
            var found = read();
            Prepare("COMMIT").Run();
            return found;
        }
        catch (SqliteException e)
        {
            throw SqliteFile.Fault(e);
        }
    }

    private static List<T> List<T>(Statement statement, Func<Statement, T> read)
    {
        var list = new List<T>();
        Each(statement, s => list.Add(read(s)));
        return list;
    }

    private static void Each(Statement statement, Action<Statement> read)
    {
        try
        {
            while (statement.Next())
                read(statement);
        }
        catch
        {
            statement.Reset();
            throw;
        }
    }

    private static Statement Bind(Statement statement, long program, MemberId member, long after, long before) =>
        statement.Bind(0, program).Bind(1, member.Value).Bind(2, after).Bind(3, before);

    private static StoredDocument Document(string program, Statement s) =>
        new(program, Key.Parse(s.Text(0)), s.Int(1), (int)s.Int(2), s.Blob(3));

    private static RecordedRow Recorded(string program, Statement s) => new()
    {
        Program = program,
        Seq = s.Int(0),
        CommandId = s.Text(1),
        At = s.Time(2),
        RecordedAt = s.Time(3),
        IsTimedByServer = s.Int(4) != 0,
        Actor = s.Text(5),
        Format = (int)s.Int(6),
        Command = s.Blob(7),
        Lines = s.BlobOrNull(8),
        LinesAreDropped = s.Int(9) != 0,
        Events = s.BlobOrNull(10),
        Refusal = s.BlobOrNull(11),
    };

    private static void Add(RowBlock block, Statement s)
    {
        block.Add(new RowBlock.Row
        {
            Seq = s.Int(0),
            CommandId = block.Keep(s.Bytes(1)),
            At = s.Time(2),
            RecordedAt = s.Time(3),
            IsTimedByServer = s.Int(4) != 0,
            Actor = block.Keep(s.Bytes(5)),
            Format = (int)s.Int(6),
            Command = block.Keep(s.Bytes(7)),
            Lines = Keep(8),
            LinesAreDropped = s.Int(9) != 0,
            Events = Keep(10),
            Refusal = Keep(11),
        });

        RowBlock.Place Keep(int column) => s.IsNull(column) ? RowBlock.Place.Null : block.Keep(s.Bytes(column));
    }

    private static StoredRow Row(string program, Statement s) => new()
    {
        Program = program,
        Seq = s.Int(0),
        CommandId = s.Text(1),
        NaturalKey = s.TextOrNull(2),
        Kind = s.Text(3),
        At = s.Time(4),
        RecordedAt = s.Time(5),
        IsTimedByServer = s.Int(6) != 0,
        Actor = s.Text(7),
        Format = (int)s.Int(8),
        InputHash = s.Blob(9),
        Command = s.Blob(10),
        Lines = s.BlobOrNull(11),
        LinesSalt = s.BlobOrNull(12),
        LinesDigest = s.BlobOrNull(13),
        Events = s.BlobOrNull(14),
        Refusal = s.BlobOrNull(15),
        Chain = s.Blob(16),
    };
}
