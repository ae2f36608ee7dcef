namespace Laurel.Insight.Facts.DuckDb;

/// <summary>
/// Adds many rows to one table. Rows are gathered in a chunk of DuckDB's own and handed over 2,048 at a time; <see cref="Close"/> (or
/// disposing) hands over the rest. After an error nothing more is handed over.
/// </summary>
internal sealed class DuckDBAppender : IDisposable
{
    private readonly AppenderHandle handle;
    private readonly ColumnType[] types;
    private readonly VectorWriter[] writers;
    private readonly ulong capacity = NativeMethods.VectorSize();
    private readonly string table;
    private nint chunk;
    private ulong rows;
    private bool broken;

    /// <summary>Set while a row is written: one that was begun and never ended is one that could not be.</summary>
    private bool isRowOpen;

    internal DuckDBAppender(DuckDBConnection connection, string table)
    {
        this.table = table;
        handle = AppenderHandle.Create(connection.Handle, table);
        var columns = (int)NativeMethods.AppenderColumnCount(handle);
        (types, writers) = (new ColumnType[columns], new VectorWriter[columns]);
        var logical = new nint[columns];
        for (var column = 0; column < columns; column++)
        {
            logical[column] = NativeMethods.AppenderColumnType(handle, (ulong)column);
            types[column] = ColumnType.Of(logical[column]);
        }
        chunk = NativeMethods.CreateDataChunk(logical, (ulong)columns);
        foreach (ref var type in logical.AsSpan())
            NativeMethods.DestroyLogicalType(ref type);
        PointWriters();
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
        if (chunk == 0)
            return;
        try
        {
            if (!broken && !isRowOpen)
            {
                HandOver();
                Check(NativeMethods.FlushAppender(handle));
            }
        }
        finally
        {
            NativeMethods.DestroyDataChunk(ref chunk);
            handle.Dispose();
        }
    }

    /// <summary>Ends without handing over what is left; the rows handed over before still belong to the open transaction.</summary>
    internal void Abandon()
    {
        broken = true;
        Close();
    }

    public void Dispose() => Close();

    private void HandOver()
    {
        if (rows == 0)
            return;
        NativeMethods.SetDataChunkSize(chunk, rows);
        if (!broken)
            Check(NativeMethods.AppendDataChunk(handle, chunk));
        NativeMethods.ResetDataChunk(chunk);
        rows = 0;
        PointWriters();
    }

    private void PointWriters()
    {
        for (var column = 0; column < types.Length; column++)
            writers[column] = new(NativeMethods.DataChunkVector(chunk, (ulong)column), types[column]);
    }

    private void Check(int state)
    {
        if (state != 0)
            throw Broken(new DuckDBException($"Table {table}: {handle.Error}"));
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
