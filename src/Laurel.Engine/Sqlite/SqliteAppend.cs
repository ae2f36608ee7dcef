using Microsoft.Data.Sqlite;

namespace Laurel.Engine.Sqlite;

/// <summary>Writes one batch inside the transaction that is open.</summary>
internal sealed class SqliteAppend(SqliteConnection connection, SqliteRows rows, Tail tail)
{
    public IReadOnlyList<int> Write(Batch batch)
    {
        foreach (var head in batch.Heads)
            Move(head);
        foreach (var program in batch.Rebuilt)
            Clear(program);
        foreach (var row in batch.Rows)
            Insert(row);
        tail.MoveIfLong(rows);
        foreach (var document in batch.Documents)
            Put(document);
        return [.. batch.Ordinary.Select((writes, item) => writes.Sum(write => Run(write, item)))];
    }

    private void Move(Advance head)
    {
        var number = rows.Number(head.Program);
        var sql = number is null
            ? "INSERT INTO heads (seq, chain, name, document_format) SELECT ?1, ?2, ?3, ?5 WHERE ?4 = 0"
            : "UPDATE heads SET seq = ?1, chain = ?2 WHERE program = ?3 AND seq = ?4";
        var statement = rows.Prepare(sql).Bind(0, head.To).Bind(1, head.Chain).Bind(3, head.From);
        statement = number is { } known ? statement.Bind(2, known) : statement.Bind(2, head.Program).Bind(4, Document.Format);
        if (statement.Run() != 1)
            throw new JournalException($"The journal of {head.Program} does not end at {head.From} any more.", isFatal: false);
    }

    /// <summary>Takes all documents of a program away, for those of the present format to come.</summary>
    private void Clear(string program)
    {
        rows.Prepare("DELETE FROM documents WHERE program = ?").Bind(0, Number(program)).Run();
        rows.Prepare("UPDATE heads SET document_format = ? WHERE program = ?").Bind(0, Document.Format).Bind(1, Number(program)).Run();
    }

    private void Insert(StoredRow row)
    {
        var program = Number(row.Program);
        rows.Prepare("""
            INSERT INTO journal (program, seq, command_id, natural_key, kind, at, recorded_at, timed_by_server, actor, format,
                input_hash, command, lines, lines_salt, lines_digest, events, refusal, chain)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
            .Bind(0, program).Bind(1, row.Seq).Bind(2, row.CommandId).Bind(3, row.NaturalKey).Bind(4, row.Kind)
            .Bind(5, row.At).Bind(6, row.RecordedAt).Bind(7, row.IsTimedByServer ? 1 : 0).Bind(8, row.Actor).Bind(9, row.Format)
            .Bind(10, row.InputHash).Bind(11, row.Command).Bind(12, row.Lines).Bind(13, row.LinesSalt).Bind(14, row.LinesDigest)
            .Bind(15, row.Events).Bind(16, row.Refusal).Bind(17, row.Chain)
            .Run();
        foreach (var member in row.Members)
            tail.Add(rows, program, member.Value, row.Seq);
    }

    private void Put(StoredDocument document)
    {
        var program = Number(document.Program);
        if (document.Body is null)
        {
            rows.Prepare("DELETE FROM documents WHERE program = ?1 AND key = ?2").Bind(0, program).Bind(1, document.Key.Text).Run();
            return;
        }
        rows.Prepare("""
            INSERT INTO documents (program, key, seq, format, body) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (program, key) DO UPDATE SET seq = excluded.seq, format = excluded.format, body = excluded.body
            """)
            .Bind(0, program).Bind(1, document.Key.Text).Bind(2, document.Seq).Bind(3, document.Format).Bind(4, document.Body)
            .Run();
    }

    private int Run(OrdinaryWrite write, int item)
    {
        using var command = connection.CreateCommand();
        command.CommandText = write.Sql;
        foreach (var (name, value) in write.Values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        try
        {
            var changed = command.ExecuteNonQuery();
            return changed > 0 || !write.MustChange
                ? changed
                : throw new WriteRefusedException("The write found nothing to change.", isConstraint: false) { Item = item };
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_ERROR)
        {
            var isConstraint = e.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT;
            throw new WriteRefusedException($"The write was refused: {e.Message}", isConstraint, e) { Item = item };
        }
    }

    private long Number(string program) =>
        rows.Number(program) ?? throw new JournalException($"{program} has no head.", isFatal: false);
}
