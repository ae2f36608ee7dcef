using System.Collections;
using System.Data.Common;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>Reads the rows of a result, chunk by chunk and in place.</summary>
internal sealed class DuckDBDataReader : DbDataReader
{
    private readonly ColumnType[] types;
    private readonly string[] names;
    private readonly VectorReader[] vectors;
    private NativeResult result;
    private nint chunk;
    private int rows;
    private int row = -1;
    private bool closed;

    internal DuckDBDataReader(NativeResult result)
    {
        this.result = result;
        var count = (int)NativeMethods.ColumnCount(ref this.result);
        (types, names, vectors) = (new ColumnType[count], new string[count], new VectorReader[count]);
        for (var column = 0; column < count; column++)
        {
            var logical = NativeMethods.ColumnLogicalType(ref this.result, (ulong)column);
            types[column] = ColumnType.Of(logical);
            NativeMethods.DestroyLogicalType(ref logical);
            names[column] = NativeMethods.Text(NativeMethods.ColumnName(ref this.result, (ulong)column)) ?? "";
        }
        RecordsAffected = (int)NativeMethods.RowsChanged(ref this.result);
        NextChunk();
    }

    /// <summary>A connection that closes with this reader.</summary>
    internal DuckDBConnection? Closes { get; init; }

    public override int Depth => 0;

    public override int FieldCount => types.Length;

    public override bool HasRows => rows > 0;

    public override bool IsClosed => closed;

    public override int RecordsAffected { get; }

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read()
    {
        if (++row < rows)
            return true;
        row = 0;
        return rows > 0 && NextChunk();
    }

    public override bool NextResult() => false;

    public override string GetName(int ordinal) => names[ordinal];

    public override int GetOrdinal(string name)
    {
        var ordinal = Array.FindIndex(names, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        return ordinal >= 0 ? ordinal : throw new ArgumentException($"The result has no column '{name}'.", nameof(name));
    }

    public override Type GetFieldType(int ordinal) => types[ordinal].ClrType;

    public override string GetDataTypeName(int ordinal) => types[ordinal].Kind.ToString().ToUpperInvariant();

    public override bool IsDBNull(int ordinal) => vectors[ordinal].IsNull(row);

    public override object GetValue(int ordinal) => IsDBNull(ordinal) ? DBNull.Value : vectors[ordinal].Value(row);

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
            values[i] = GetValue(i);
        return count;
    }

    public override long GetInt64(int ordinal) => (long)Set(ordinal).Integer(row);

    public override int GetInt32(int ordinal) => (int)Set(ordinal).Integer(row);

    public override short GetInt16(int ordinal) => (short)Set(ordinal).Integer(row);

    public override byte GetByte(int ordinal) => (byte)Set(ordinal).Integer(row);

    public override double GetDouble(int ordinal) => Set(ordinal).Double(row);

    public override float GetFloat(int ordinal) => (float)Set(ordinal).Double(row);

    public override decimal GetDecimal(int ordinal) => Set(ordinal).Decimal(row);

    public override string GetString(int ordinal) => Set(ordinal).Text(row);

    public override bool GetBoolean(int ordinal) => (bool)Set(ordinal).Value(row);

    public override char GetChar(int ordinal) => GetString(ordinal)[0];

    public override Guid GetGuid(int ordinal) => Guid.Parse(GetString(ordinal));

    public DateOnly GetDateOnly(int ordinal) => (DateOnly)Set(ordinal).Value(row);

    /// <summary>A timestamp as it stands, a date at midnight.</summary>
    public override DateTime GetDateTime(int ordinal) => Set(ordinal).Value(row) switch
    {
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
        var time => (DateTime)time,
    };

    /// <summary>The value as <typeparamref name="T"/>, which may be nullable.</summary>
    public override T GetFieldValue<T>(int ordinal)
    {
        if (IsDBNull(ordinal) && default(T) is null)
            return default!;
        var target = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        object value = target == typeof(long) ? GetInt64(ordinal)
            : target == typeof(int) ? GetInt32(ordinal)
            : target == typeof(double) ? GetDouble(ordinal)
            : target == typeof(decimal) ? GetDecimal(ordinal)
            : target == typeof(DateTime) ? GetDateTime(ordinal)
            : Set(ordinal).Value(row);
        return (T)value;
    }

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
    {
        var bytes = (byte[])Set(ordinal).Value(row);
        if (buffer is null)
            return bytes.Length;
        var count = (int)Math.Min(length, bytes.Length - dataOffset);
        Array.Copy(bytes, dataOffset, buffer, bufferOffset, count);
        return count;
    }

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
    {
        var text = GetString(ordinal);
        if (buffer is null)
            return text.Length;
        var count = (int)Math.Min(length, text.Length - dataOffset);
        text.CopyTo((int)dataOffset, buffer, bufferOffset, count);
        return count;
    }

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override void Close()
    {
        if (closed)
            return;
        closed = true;
        (rows, row) = (0, -1);
        NativeMethods.DestroyDataChunk(ref chunk);
        NativeMethods.DestroyResult(ref result);
        Closes?.Close();
    }

    protected override void Dispose(bool disposing)
    {
        Close();
        base.Dispose(disposing);
    }

    private VectorReader Set(int ordinal) => !IsDBNull(ordinal)
        ? vectors[ordinal]
        : throw new InvalidCastException($"Column '{names[ordinal]}' is null in this row; ask IsDBNull first.");

    private bool NextChunk()
    {
        NativeMethods.DestroyDataChunk(ref chunk);
        chunk = NativeMethods.FetchChunk(result);
        rows = chunk == 0 ? 0 : (int)NativeMethods.DataChunkSize(chunk);
        for (var column = 0; column < types.Length && rows > 0; column++)
            vectors[column] = new(NativeMethods.DataChunkVector(chunk, (ulong)column), types[column]);
        return rows > 0;
    }
}
