using System.Buffers;
using System.Text;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>One column of a chunk on its way into a table. Numbers that do not fit their column throw; they are never cut.</summary>
internal readonly unsafe struct VectorWriter(nint vector, ColumnType type)
{
    private const int MostOnStack = 512;

    private readonly byte* data = NativeMethods.VectorData(vector);

    internal void Null(int row)
    {
        NativeMethods.EnsureValidityWritable(vector);
        NativeMethods.VectorValidity(vector)[row / 64] &= ~(1UL << (row % 64));
    }

    internal void Boolean(int row, bool value)
    {
        Expect(ColumnKind.Boolean);
        data[row] = value ? (byte)1 : (byte)0;
    }

    internal void Integer(int row, long value)
    {
        switch (type.Kind)
        {
            case ColumnKind.BigInt: ((long*)data)[row] = value; break;
            case ColumnKind.Integer: ((int*)data)[row] = (int)value; break;
            case ColumnKind.SmallInt: ((short*)data)[row] = (short)value; break;
            case ColumnKind.TinyInt: ((sbyte*)data)[row] = (sbyte)value; break;
            case ColumnKind.Decimal: Decimal(row, value); break;
            default: throw new InvalidCastException($"A {type.Kind} column takes no whole numbers.");
        }
    }

    internal void Double(int row, double value)
    {
        Expect(ColumnKind.Double);
        ((double*)data)[row] = value;
    }

    /// <summary>Digits beyond the column's scale would be lost, so they throw.</summary>
    internal void Decimal(int row, decimal value)
    {
        Expect(ColumnKind.Decimal);
        var scaled = value;
        for (var i = 0; i < type.Scale; i++)
            scaled *= 10;
        if (scaled != decimal.Truncate(scaled))
            throw new OverflowException($"{value} has more than {type.Scale} digits after the point.");
        if (decimal.Abs(scaled) >= Power(type.Width))
            throw new OverflowException($"{value} has more than {type.Width - type.Scale} digits before the point.");
        switch (type.Storage)
        {
            case ColumnKind.BigInt: ((long*)data)[row] = (long)scaled; break;
            case ColumnKind.Integer: ((int*)data)[row] = (int)scaled; break;
            case ColumnKind.SmallInt: ((short*)data)[row] = (short)scaled; break;
            default: ((Int128*)data)[row] = (Int128)scaled; break;
        }
    }

    internal void Date(int row, DateOnly value)
    {
        Expect(ColumnKind.Date);
        ((int*)data)[row] = ParameterBinding.Days(value);
    }

    internal void Timestamp(int row, DateTime value)
    {
        Expect(ColumnKind.Timestamp);
        ((long*)data)[row] = ParameterBinding.Microseconds(value);
    }

    internal void Text(int row, string value)
    {
        Expect(ColumnKind.Varchar);
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > MostOnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var buffer = rented ?? stackalloc byte[MostOnStack];
        var length = Encoding.UTF8.GetBytes(value, buffer);
        fixed (byte* utf8 = buffer)
            NativeMethods.AssignString(vector, (ulong)row, utf8, (ulong)length);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    private static decimal Power(int digits) => digits > 28 ? decimal.MaxValue : (decimal)Math.Pow(10, digits);

    private void Expect(ColumnKind kind)
    {
        if (type.Kind != kind)
            throw new InvalidCastException($"A {type.Kind} column takes no {kind}.");
    }
}
