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
    internal DuckDBAppenderRow CreateRow() => new(this);

    internal VectorWriter Writer(int column) => column < writers.Length
        ? writers[column]
        : throw Broken(new DuckDBException($"Table {table} has {types.Length} columns; the row has more."));

    internal int Row => (int)rows;

    internal void EndRow(int written)
    {
        if (written != types.Length)
            throw Broken(new DuckDBException($"Table {table} has {types.Length} columns; the row has {written}."));
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
            if (!broken)
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

    internal DuckDBAppenderRow AppendValue(long? value) => Write(value, static (w, row, v) => w.Integer(row, v));

    internal DuckDBAppenderRow AppendValue(bool? value) => Write(value, static (w, row, v) => w.Boolean(row, v));

    internal DuckDBAppenderRow AppendValue(double? value) => Write(value, static (w, row, v) => w.Double(row, v));

    internal DuckDBAppenderRow AppendValue(decimal? value) => Write(value, static (w, row, v) => w.Decimal(row, v));

    internal DuckDBAppenderRow AppendValue(DateOnly? value) => Write(value, static (w, row, v) => w.Date(row, v));

    internal DuckDBAppenderRow AppendValue(DateTime? value) => Write(value, static (w, row, v) => w.Timestamp(row, v));

    internal DuckDBAppenderRow AppendValue(string? value)
    {
        var writer = appender.Writer(column++);
        if (value is null)
            writer.Null(appender.Row);
        else
            Guard(writer, value, static (w, row, v) => w.Text(row, v));
        return this;
    }

    internal DuckDBAppenderRow AppendNullValue()
    {
        appender.Writer(column++).Null(appender.Row);
        return this;
    }

    internal readonly void EndRow() => appender.EndRow(column);

    private DuckDBAppenderRow Write<T>(T? value, Action<VectorWriter, int, T> write)
        where T : struct
    {
        var writer = appender.Writer(column++);
        if (value is { } set)
            Guard(writer, set, write);
        else
            writer.Null(appender.Row);
        return this;
    }

    private readonly void Guard<T>(VectorWriter writer, T value, Action<VectorWriter, int, T> write)
    {
        try
        {
            write(writer, appender.Row, value);
        }
        catch (Exception reason) when (reason is InvalidCastException or OverflowException)
        {
            appender.Broken(reason);
            throw;
        }
    }
}
