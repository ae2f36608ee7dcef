using System.Text;

namespace Laurel.Engine.Packing;

/// <summary>Reads what <see cref="PackWriter"/> wrote, in the same order.</summary>
/// <exception cref="InvalidDataException">The body ends too early, or says what nothing can mean.</exception>
internal ref struct PackReader(ReadOnlySpan<byte> body)
{
    private const int LongestKnown = 32;
    private const int WordsKnown = 1024;

    [ThreadStatic]
    private static string?[]? words;

    [ThreadStatic]
    private static List<string>? said;

    private readonly ReadOnlySpan<byte> body = body;
    private readonly List<string> texts = Emptied();
    private int at;

    public delegate T Reading<T>(ref PackReader reader);

    public readonly bool IsAtEnd => at == body.Length;

    public byte Byte() => at < body.Length ? body[at++] : throw Damaged();

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
            return code / 2 < (ulong)texts.Count ? texts[(int)(code / 2)] : throw Damaged();
        var length = (code / 2) - 1;
        if (length > (ulong)(body.Length - at))
            throw Damaged();
        var text = Known(body.Slice(at, (int)length));
        at += (int)length;
        texts.Add(text);
        return text;
    }

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
        1 => DateTimeOffset.FromUnixTimeSeconds(Number()),
        2 => new DateTimeOffset(Number(), TimeSpan.FromMinutes(Number())),
        _ => throw Damaged(),
    };

    public DateOnly Day() => DateOnly.FromDayNumber((int)Unsigned());

    public IReadOnlyList<T> List<T>(Reading<T> read)
    {
        if (Count() is var count && count == 0)
            return [];
        var list = new T[count];
        for (var i = 0; i < list.Length; i++)
            list[i] = read(ref this);
        return list;
    }

    /// <summary>Words come again and again, from row to row: the same one is the same string.</summary>
    private static string Known(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestKnown)
            return Encoding.UTF8.GetString(utf8);
        var hash = (uint)utf8.Length;
        foreach (var letter in utf8)
            hash = unchecked((hash * 31) + letter);
        ref var known = ref (words ??= new string?[WordsKnown])[hash % WordsKnown];
        return known is not null && Ascii.Equals(utf8, known) ? known : known = Encoding.UTF8.GetString(utf8);
    }

    /// <summary>What this body said before; a thread reads one body at a time, and uses the same list for all.</summary>
    private static List<string> Emptied()
    {
        said ??= new(64);
        said.Clear();
        return said;
    }

    private static InvalidDataException Damaged() => new("A packed body is damaged.");
}
