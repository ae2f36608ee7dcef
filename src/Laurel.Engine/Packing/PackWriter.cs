using System.Text;

namespace Laurel.Engine.Packing;

/// <summary>
/// Writes values one after the other, each as short as it can be: numbers seven bits to the byte, a text the first time in UTF-8
/// and afterwards by its place. <see cref="PackReader"/> reads them in the same order.
/// </summary>
internal sealed class PackWriter
{
    [ThreadStatic]
    private static PackWriter? mine;

    private readonly List<string> texts = [];
    private byte[] buffer = new byte[1024];
    private int count;

    private PackWriter()
    {
    }

    /// <summary>The bytes of a body; each thread writes all of its bodies in one buffer.</summary>
    public static byte[] Bytes<T>(byte version, T value, Action<PackWriter, T> write)
    {
        var writer = mine ??= new PackWriter();
        writer.count = 0;
        writer.texts.Clear();
        writer.Byte(version);
        write(writer, value);
        return writer.buffer.AsSpan(0, writer.count).ToArray();
    }

    public void Byte(byte value)
    {
        if (count == buffer.Length)
            Array.Resize(ref buffer, 2 * count);
        buffer[count++] = value;
    }

    public void Flag(bool isSo) => Byte(isSo ? (byte)1 : (byte)0);

    /// <summary>Small numbers of either sign are short.</summary>
    public void Number(long value) => Unsigned(unchecked((ulong)((value << 1) ^ (value >> 63))));

    public void NumberOrNull(long? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } known)
            Number(known);
    }

    public void Unsigned(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte(unchecked((byte)(value | 0x80)));
        Byte((byte)value);
    }

    /// <summary>0 is null, an odd number the place of an earlier text, an even one the length of a new text.</summary>
    public void Text(string? text)
    {
        if (text is null)
        {
            Byte(0);
            return;
        }
        var at = texts.IndexOf(text);
        if (at >= 0)
        {
            Unsigned(((ulong)at * 2) + 1);
            return;
        }
        texts.Add(text);
        var length = Encoding.UTF8.GetByteCount(text);
        Unsigned(((ulong)length + 1) * 2);
        while (buffer.Length - count < length)
            Array.Resize(ref buffer, 2 * buffer.Length);
        count += Encoding.UTF8.GetBytes(text, buffer.AsSpan(count));
    }

    public void Texts(IReadOnlyList<string> list)
    {
        Unsigned((ulong)list.Count);
        foreach (var text in list)
            Text(text);
    }

    /// <summary>Sign, scale and digits, so that it is read back digit for digit: 2.40 stays 2.40.</summary>
    public void Decimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        Byte((byte)(value.Scale * 2 + (decimal.IsNegative(value) ? 1 : 0)));
        Unsigned(((ulong)unchecked((uint)bits[1]) << 32) | unchecked((uint)bits[0]));
        Unsigned(unchecked((uint)bits[2]));
    }

    public void DecimalOrNull(decimal? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } known)
            Decimal(known);
    }

    /// <summary>A UTC second as one number; any other instant with its ticks and offset.</summary>
    public void Time(DateTimeOffset at)
    {
        var isPlain = at.Offset == TimeSpan.Zero && at.Ticks % TimeSpan.TicksPerSecond == 0;
        Byte(isPlain ? (byte)1 : (byte)2);
        Number(isPlain ? at.ToUnixTimeSeconds() : at.Ticks);
        if (!isPlain)
            Number((long)at.Offset.TotalMinutes);
    }

    public void TimeOrNull(DateTimeOffset? at)
    {
        if (at is { } known)
            Time(known);
        else
            Byte(0);
    }

    public void Day(DateOnly day) => Unsigned((ulong)day.DayNumber);

    public void List<T>(IReadOnlyList<T> list, Action<PackWriter, T> write)
    {
        Unsigned((ulong)list.Count);
        foreach (var item in list)
            write(this, item);
    }
}
