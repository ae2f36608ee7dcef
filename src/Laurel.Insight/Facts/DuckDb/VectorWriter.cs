using System.Buffers;
using System.Text;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>One column of a chunk on its way into a table. Numbers that do not fit their column throw; they are never cut.</summary>
internal readonly unsafe struct VectorWriter(nint vector, ColumnType type)
{
    private const int MostOnStack = 512;

    /// <summary>1, 10, 100, … as far as a decimal goes.</summary>
    private static readonly decimal[] Powers = [.. Enumerable.Range(0, 29).Select(digits => Enumerable.Repeat(10m, digits).Aggregate(1m, (a, b) => a * b))];

    /// <summary>So many bytes of text lie in the vector itself, after their number, filled up with zeros (duckdb_string_t).</summary>
    private const int MostInline = 12;

    private readonly byte* data = NativeMethods.VectorData(vector);
    private readonly ulong* validity = Validity(vector);

    internal void Null(int row) => validity[row / 64] &= ~(1UL << (row % 64));

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
        var scaled = value * Power(type.Scale);
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
        if (value.Length <= MostInline && TryInline(row, value))
            return;
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > MostOnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var buffer = rented ?? stackalloc byte[MostOnStack];
        var length = Encoding.UTF8.GetBytes(value, buffer);
        fixed (byte* utf8 = buffer)
            NativeMethods.AssignString(vector, (ulong)row, utf8, (ulong)length);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Most words are short and plain: they need no call into the database.</summary>
    private bool TryInline(int row, string value)
    {
        var text = data + (row * (MostInline + sizeof(uint)));
        var bytes = new Span<byte>(text + sizeof(uint), MostInline);
        bytes.Clear();
        if (Ascii.FromUtf16(value, bytes, out _) != OperationStatus.Done)
            return false;
        *(uint*)text = (uint)value.Length;
        return true;
    }

    private static ulong* Validity(nint vector)
    {
        NativeMethods.EnsureValidityWritable(vector);
        return NativeMethods.VectorValidity(vector);
    }

    private static decimal Power(int digits) => digits < Powers.Length ? Powers[digits] : decimal.MaxValue;

    private void Expect(ColumnKind kind)
    {
        if (type.Kind != kind)
            throw new InvalidCastException($"A {type.Kind} column takes no {kind}.");
    }
}
