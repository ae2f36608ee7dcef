using System.Numerics;
using System.Text;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>One column of one chunk of a result, read in place.</summary>
internal readonly unsafe struct VectorReader(nint vector, ColumnType type)
{
    private const int InlineLength = 12;
    private const int TextSlot = 16;
    private const int PointerOffset = 8;

    private readonly byte* data = NativeMethods.VectorData(vector);
    private readonly ulong* validity = NativeMethods.VectorValidity(vector);

    internal bool IsNull(int row) => type.Kind == ColumnKind.Null
        || (validity is not null && (validity[row / 64] & (1UL << (row % 64))) == 0);

    internal object Value(int row) => type.Kind switch
    {
        ColumnKind.Boolean => data[row] != 0,
        ColumnKind.TinyInt => (sbyte)data[row],
        ColumnKind.UTinyInt => data[row],
        ColumnKind.SmallInt => ((short*)data)[row],
        ColumnKind.USmallInt => ((ushort*)data)[row],
        ColumnKind.Integer => ((int*)data)[row],
        ColumnKind.UInteger => ((uint*)data)[row],
        ColumnKind.BigInt => ((long*)data)[row],
        ColumnKind.UBigInt => ((ulong*)data)[row],
        ColumnKind.HugeInt => (BigInteger)((NativeHugeInt*)data)[row].ToInt128(),
        ColumnKind.Float => ((float*)data)[row],
        ColumnKind.Double => ((double*)data)[row],
        ColumnKind.Decimal => Decimal(row),
        ColumnKind.Varchar => Text(row),
        ColumnKind.Blob => Bytes(row).ToArray(),
        ColumnKind.Date => ParameterBinding.Day(((int*)data)[row]),
        ColumnKind.Time => new TimeOnly(((long*)data)[row] * TimeSpan.TicksPerMicrosecond),
        ColumnKind.Timestamp => ParameterBinding.Time(((long*)data)[row]),
        ColumnKind.TimestampTz => DateTime.SpecifyKind(ParameterBinding.Time(((long*)data)[row]), DateTimeKind.Utc),
        _ => throw new NotSupportedException($"DuckDB type {(int)type.Kind} cannot be read here; cast the column to VARCHAR in the query."),
    };

    /// <summary>Any integer column, without boxing.</summary>
    internal Int128 Integer(int row) => type.Storage switch
    {
        ColumnKind.TinyInt => (sbyte)data[row],
        ColumnKind.UTinyInt => data[row],
        ColumnKind.SmallInt => ((short*)data)[row],
        ColumnKind.USmallInt => ((ushort*)data)[row],
        ColumnKind.Integer => ((int*)data)[row],
        ColumnKind.UInteger => ((uint*)data)[row],
        ColumnKind.BigInt => ((long*)data)[row],
        ColumnKind.UBigInt => ((ulong*)data)[row],
        ColumnKind.HugeInt => ((NativeHugeInt*)data)[row].ToInt128(),
        _ => throw new InvalidCastException($"A {type.Kind} column holds no whole numbers; read it as what it is or cast it in the query."),
    };

    /// <summary>Any numeric column as a binary floating point number.</summary>
    internal double Double(int row) => type.Kind switch
    {
        ColumnKind.Double => ((double*)data)[row],
        ColumnKind.Float => ((float*)data)[row],
        ColumnKind.Decimal => (double)Decimal(row),
        _ => (double)Integer(row),
    };

    internal decimal Decimal(int row)
    {
        if (type.Kind != ColumnKind.Decimal)
            return (decimal)Integer(row);
        var unscaled = Integer(row);
        var magnitude = (UInt128)Int128.Abs(unscaled);
        if (magnitude >> 96 != 0)
            throw new OverflowException("The decimal has more digits than .NET's; cast the column to VARCHAR or DOUBLE in the query.");
        var (low, middle, high) =
            (unchecked((int)(uint)magnitude), unchecked((int)(uint)(magnitude >> 32)), unchecked((int)(uint)(magnitude >> 64)));
        return new(low, middle, high, unscaled < 0, type.Scale);
    }

    internal string Text(int row) => type.Kind == ColumnKind.Varchar
        ? Encoding.UTF8.GetString(Bytes(row))
        : throw new InvalidCastException($"A {type.Kind} column holds no text; cast it to VARCHAR in the query.");

    /// <summary>Short values lie in the slot itself, long ones elsewhere.</summary>
    private ReadOnlySpan<byte> Bytes(int row)
    {
        var slot = data + ((long)row * TextSlot);
        var length = *(int*)slot;
        return new(length <= InlineLength ? slot + sizeof(int) : *(byte**)(slot + PointerOffset), length);
    }
}
