using System.Runtime.CompilerServices;

namespace Laurel.Engine.Packing;

/// <summary>Reads what <see cref="PackWriter"/> wrote, in the same order.</summary>
/// <exception cref="InvalidDataException">The body ends too early, or says what nothing can mean.</exception>
internal ref struct PackReader(ReadOnlySpan<byte> body)
{
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;
    private const int LargestOffset = 14 * 60;

    [ThreadStatic]
    private static Scratch? mine;

    private readonly ReadOnlySpan<byte> body = body;
    private readonly Scratch scratch = Emptied();
    private int at;

    public delegate T Reading<out T>(ref PackReader reader);

    public readonly bool IsAtEnd => at == body.Length;

    public byte Byte() => at < body.Length ? body[at++] : throw Damaged();

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw Damaged(),
    };

    /// <summary>A word of a list of words, by its number; one that came to the list later is not known here.</summary>
    public T Word<T>()
        where T : struct, Enum
    {
        var number = (int)Byte();
        var word = Unsafe.As<int, T>(ref number);
        return Enum.IsDefined(word) ? word : throw new InvalidDataException($"A packed body has a {typeof(T).Name} that this version does not know: {number}.");
    }

    public int Int() => Number() is var number and >= int.MinValue and <= int.MaxValue ? (int)number : throw Damaged();

    public int? IntOrNull() => Byte() == 0 ? null : Int();

    public long Number()
    {
        var value = Unsigned();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    public long? NumberOrNull() => Byte() == 0 ? null : Number();

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw Damaged();
    }

    public int Count() => Unsigned() is var count && count <= (ulong)body.Length ? (int)count : throw Damaged();

    public string Text() => TextOrNull() ?? throw Damaged();

    public string? TextOrNull()
    {
        var code = Unsigned();
        if (code == 0)
            return null;
        if (code % 2 == 1)
            return code / 2 < (ulong)scratch.Texts.Count ? scratch.Texts[(int)(code / 2)] : throw Damaged();
        var length = (code / 2) - 1;
        if (length > (ulong)(body.Length - at))
            throw Damaged();
        var text = scratch.Words.Text(body.Slice(at, (int)length));
        at += (int)length;
        scratch.Texts.Add(text);
        return text;
    }

    /// <summary>Passes over a text without making one of it.</summary>
    /// <param name="first">Where the first text of the body is.</param>
    /// <returns>Where it is; nowhere where there is none, or where it is an earlier one again that is not the first.</returns>
    public Range Pass(Range first = default)
    {
        var code = Unsigned();
        if (code % 2 == 1 || code == 0)
            return code == 1 ? first : default;
        var length = (code / 2) - 1;
        if (length > (ulong)(body.Length - at))
            throw Damaged();
        at += (int)length;
        return (at - (int)length)..at;
    }

    public T Id<T>()
        where T : struct, IId<T> => T.Of(Text());

    public T? IdOrNull<T>()
        where T : struct, IId<T> => TextOrNull() is { } text ? T.Of(text) : null;

    public IReadOnlyList<string> Texts()
    {
        if (Count() is var count && count == 0)
            return [];
        var list = new string[count];
        for (var i = 0; i < list.Length; i++)
            list[i] = Text();
        return list;
    }

    public decimal Decimal()
    {
        var scaleAndSign = Byte();
        var low = Unsigned();
        var high = Unsigned();
        if (scaleAndSign / 2 > 28 || high > uint.MaxValue)
            throw Damaged();
        var (isNegative, scale) = (scaleAndSign % 2 == 1, (byte)(scaleAndSign / 2));
        return new decimal(unchecked((int)low), unchecked((int)(low >> 32)), unchecked((int)high), isNegative, scale);
    }

    public decimal? DecimalOrNull() => Byte() == 0 ? null : Decimal();

    public DateTimeOffset Time() => TimeOrNull() ?? throw Damaged();

    public DateTimeOffset? TimeOrNull() => Byte() switch
    {
        0 => null,
        1 => Number() is var second and >= FirstSecond and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(second) : throw Damaged(),
        2 => Time(Number(), Number()),
        _ => throw Damaged(),
    };

    public DateOnly Day() => Unsigned() is var day && day <= (ulong)DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day) : throw Damaged();

    public IReadOnlyList<T> List<T>(Reading<T> read)
    {
        if (Count() is var count && count == 0)
            return [];
        var list = new T[count];
        for (var i = 0; i < list.Length; i++)
            list[i] = read(ref this);
        return list;
    }

    private static DateTimeOffset Time(long ticks, long offset)
    {
        if (offset is < -LargestOffset or > LargestOffset || ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            throw Damaged();
        var utc = ticks - (offset * TimeSpan.TicksPerMinute);
        return utc >= 0 && utc <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.FromMinutes(offset)) : throw Damaged();
    }

    private static Scratch Emptied()
    {
        var scratch = mine ??= new Scratch();
        scratch.Texts.Clear();
        return scratch;
    }

    private static InvalidDataException Damaged() => new("A packed body is damaged.");

    /// <summary>What a thread, which reads one body at a time, needs for each of them.</summary>
    private sealed class Scratch
    {
        /// <summary>What this body said before.</summary>
        public List<string> Texts { get; } = new(64);

        public KnownWords Words { get; } = KnownWords.Mine;
    }
}
