using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>
/// Adds many rows to one table. Rows are gathered in a chunk of DuckDB's own and handed over 2,048 at a time; <see cref="Close"/> (or
/// disposing) hands over the rest. After an error nothing more is handed over.
/// </summary>
internal sealed class DuckDBAppender : IDisposable
{
    private readonly ColumnType[] types;
    private readonly nint[] logical;
    private readonly VectorWriter[] writers;
    private readonly ulong capacity = NativeMethods.VectorSize();
    private readonly string table;
    private readonly Func<DuckDBConnection> into;
    private readonly InTurn? behind;
    private readonly List<nint> chunks = [];
    private readonly ConcurrentBag<nint> emptied = [];
    private AppenderHandle? handle;
    private nint chunk;
    private ulong rows;
    private bool broken;
    private bool isClosed;

    /// <summary>Set while a row is written: one that was begun and never ended is one that could not be.</summary>
    private bool isRowOpen;

    internal DuckDBAppender(DuckDBConnection connection, string table)
        : this(connection, table, () => connection, null)
    {
    }

    /// <summary>Rows are handed over behind: who writes them fills the next chunk meanwhile.</summary>
    /// <param name="known">Knows the table; it is not written to.</param>
    /// <param name="into">Asked behind, when the first rows are handed over.</param>
    internal DuckDBAppender(DuckDBConnection known, string table, Func<DuckDBConnection> into, InTurn? behind)
    {
        (this.table, this.into, this.behind) = (table, into, behind);
        var described = AppenderHandle.Create(known.Handle, table);
        var columns = (int)NativeMethods.AppenderColumnCount(described);
        (types, logical, writers) = (new ColumnType[columns], new nint[columns], new VectorWriter[columns]);
        for (var column = 0; column < columns; column++)
        {
            logical[column] = NativeMethods.AppenderColumnType(described, (ulong)column);
            types[column] = ColumnType.Of(logical[column]);
        }
        if (behind is null)
            handle = described;
        else
            described.Dispose();
        TakeChunk();
    }

    internal int ColumnCount => types.Length;

    /// <summary>Starts a row; its values follow in the order of the table's columns.</summary>
    internal DuckDBAppenderRow CreateRow()
    {
        broken |= isRowOpen;
        isRowOpen = true;
        return new(this);
    }

    internal ref readonly VectorWriter Writer(int column)
    {
        if (column >= writers.Length)
            throw Broken(new DuckDBException($"Table {table} has {types.Length} columns; the row has more."));
        return ref writers[column];
    }

    internal int Row => (int)rows;

    internal void EndRow(int written)
    {
        if (written != types.Length)
            throw Broken(new DuckDBException($"Table {table} has {types.Length} columns; the row has {written}."));
        isRowOpen = false;
        if (++rows == capacity)
            HandOver();
    }

    internal Exception Broken(Exception reason)
    {
        broken = true;
        return reason;
    }

    /// <summary>Hands over the last rows and writes them into the open transaction.</summary>
    internal void Close()
    {
        if (isClosed)
            return;
        isClosed = true;
        try
        {
            if (!broken && !isRowOpen)
            {
                HandOver();
                Do(Flush);
            }
        }
        finally
        {
            if (behind is null)
                SetFree();
            else
                behind.DoAlways(SetFree);
        }
    }

    /// <summary>
    /// Ends without handing over what is left; the rows handed over before still belong to the open transaction. Nothing waits behind any
    /// more, or this is done there.
    /// </summary>
    internal void Abandon()
    {
        if (isClosed)
            return;
        isClosed = true;
        SetFree();
    }

    public void Dispose() => Close();

    private void HandOver()
    {
        if (rows == 0)
            return;
        var full = chunk;
        NativeMethods.SetDataChunkSize(full, rows);
        Do(() => Append(full));
        rows = 0;
        TakeChunk();
    }

    private void Append(nint full)
    {
        handle ??= AppenderHandle.Create(into().Handle, table);
        if (!broken)
            Check(NativeMethods.AppendDataChunk(handle, full));
        NativeMethods.ResetDataChunk(full);
        emptied.Add(full);
    }

    private void Flush()
    {
        if (handle is not null)
            Check(NativeMethods.FlushAppender(handle));
    }

    private void Do(Action what)
    {
        if (behind is null)
            what();
        else
            behind.Do(what);
    }

    private void TakeChunk()
    {
        if (!emptied.TryTake(out chunk))
            chunks.Add(chunk = NativeMethods.CreateDataChunk(logical, (ulong)logical.Length));
        PointWriters();
    }

    private void SetFree()
    {
        foreach (ref var made in CollectionsMarshal.AsSpan(chunks))
            NativeMethods.DestroyDataChunk(ref made);
        foreach (ref var type in logical.AsSpan())
            NativeMethods.DestroyLogicalType(ref type);
        handle?.Dispose();
    }

    private void PointWriters()
    {
        for (var column = 0; column < types.Length; column++)
            writers[column] = new(NativeMethods.DataChunkVector(chunk, (ulong)column), types[column]);
    }

    private void Check(int state)
    {
        if (state != 0)
            throw Broken(new DuckDBException($"Table {table}: {handle!.Error}"));
    }
}

/// <summary>One row on its way into a table.</summary>
internal ref struct DuckDBAppenderRow(DuckDBAppender appender)
{
    private int column;

    internal DuckDBAppenderRow AppendValue(long? value)
    {
        if (value is { } set)
            appender.Writer(column++).Integer(appender.Row, set);
        else
            appender.Writer(column++).Null(appender.Row);
        return this;
    }

    internal DuckDBAppenderRow AppendValue(bool? value)
    {
        if (value is { } set)
            appender.Writer(column++).Boolean(appender.Row, set);
        else
            appender.Writer(column++).Null(appender.Row);
        return this;
    }

    internal DuckDBAppenderRow AppendValue(double? value)
    {
        if (value is { } set)
            appender.Writer(column++).Double(appender.Row, set);
        else
            appender.Writer(column++).Null(appender.Row);
        return this;
    }

    internal DuckDBAppenderRow AppendValue(decimal? value)
    {
        if (value is { } set)
            appender.Writer(column++).Decimal(appender.Row, set);
        else
            appender.Writer(column++).Null(appender.Row);
        return this;
    }

    internal DuckDBAppenderRow AppendValue(DateOnly? value)
    {
        if (value is { } set)
            appender.Writer(column++).Date(appender.Row, set);
        else
            appender.Writer(column++).Null(appender.Row);
        return this;
    }

    internal DuckDBAppenderRow AppendValue(DateTime? value)
    {
        if (value is { } set)
            appender.Writer(column++).Timestamp(appender.Row, set);
        else
            appender.Writer(column++).Null(appender.Row);
        return this;
    }

    internal DuckDBAppenderRow AppendValue(string? value)
    {
        if (value is null)
            appender.Writer(column++).Null(appender.Row);
        else
            appender.Writer(column++).Text(appender.Row, value);
        return this;
    }

    internal DuckDBAppenderRow AppendNullValue()
    {
        appender.Writer(column++).Null(appender.Row);
        return this;
    }

    internal readonly void EndRow() => appender.EndRow(column);
}
