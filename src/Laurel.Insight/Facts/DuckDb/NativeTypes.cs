using System.Runtime.InteropServices;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>duckdb_result: owned by DuckDB, passed by reference or by value, 48 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    internal ulong ColumnCount;
    internal ulong RowCount;
    internal ulong RowsChanged;
    internal nint Columns;
    internal nint ErrorMessage;
    internal nint Internals;
}

/// <summary>duckdb_hugeint, least significant half first; the same layout as <see cref="Int128"/> on little-endian machines.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeHugeInt(ulong Lower, long Upper)
{
    internal Int128 ToInt128() => new(unchecked((ulong)Upper), Lower);
}

/// <summary>duckdb_decimal: value / 10^scale.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeDecimal(byte Width, byte Scale, NativeHugeInt Value)
{
    private const byte WidestDecimal = 38;

    internal static NativeDecimal From(decimal value)
    {
        var bits = decimal.GetBits(value);
        var magnitude = unchecked(new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]));
        var signed = value < 0 ? -magnitude : magnitude;
        var halves = new NativeHugeInt(unchecked((ulong)signed), (long)(signed >> 64));
        return new(WidestDecimal, value.Scale, halves);
    }
}

/// <summary>duckdb_type: the types of columns that are read and written here; any other number is refused.</summary>
internal enum ColumnKind
{
    Invalid = 0,
    Boolean = 1,
    TinyInt = 2,
    SmallInt = 3,
    Integer = 4,
    BigInt = 5,
    UTinyInt = 6,
    USmallInt = 7,
    UInteger = 8,
    UBigInt = 9,
    Float = 10,
    Double = 11,
    Timestamp = 12,
    Date = 13,
    Time = 14,
    HugeInt = 16,
    Varchar = 17,
    Blob = 18,
    Decimal = 19,
    TimestampTz = 31,
    Null = 36,
}

/// <summary>duckdb_statement_type: what a statement does. Only those named here are told apart.</summary>
internal enum StatementKind
{
    Invalid = 0,
    Select = 1,
    Explain = 4,
}

/// <summary>The type of a column: its kind and, for decimals, how it is stored.</summary>
/// <param name="Width">All digits of a decimal, else 0.</param>
/// <param name="Scale">Digits after the point of a decimal, else 0.</param>
/// <param name="Storage">The integer a decimal is stored in, else the kind itself.</param>
internal readonly record struct ColumnType(ColumnKind Kind, byte Width, byte Scale, ColumnKind Storage)
{
    /// <summary>Reads a logical type without taking it over.</summary>
    internal static ColumnType Of(nint logical)
    {
        var kind = NativeMethods.TypeId(logical);
        return kind == ColumnKind.Decimal
            ? new(kind, NativeMethods.DecimalWidth(logical), NativeMethods.DecimalScale(logical),
                NativeMethods.DecimalInternalType(logical))
            : new(kind, 0, 0, kind);
    }

    /// <summary>The .NET type of <c>GetValue</c>.</summary>
    internal Type ClrType => Kind switch
    {
        ColumnKind.Boolean => typeof(bool),
        ColumnKind.TinyInt => typeof(sbyte),
        ColumnKind.SmallInt => typeof(short),
        ColumnKind.Integer or ColumnKind.Null => typeof(int),
        ColumnKind.BigInt => typeof(long),
        ColumnKind.UTinyInt => typeof(byte),
        ColumnKind.USmallInt => typeof(ushort),
        ColumnKind.UInteger => typeof(uint),
        ColumnKind.UBigInt => typeof(ulong),
        ColumnKind.HugeInt => typeof(System.Numerics.BigInteger),
        ColumnKind.Float => typeof(float),
        ColumnKind.Double => typeof(double),
        ColumnKind.Decimal => typeof(decimal),
        ColumnKind.Varchar => typeof(string),
        ColumnKind.Blob => typeof(byte[]),
        ColumnKind.Date => typeof(DateOnly),
        ColumnKind.Time => typeof(TimeOnly),
        ColumnKind.Timestamp or ColumnKind.TimestampTz => typeof(DateTime),
        _ => throw new NotSupportedException($"DuckDB type {(int)Kind} cannot be read here; cast the column to VARCHAR in the query."),
    };
}
