using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Laurel.Engine.Packing;

/// <summary>
/// Short words come again and again, from row to row: the same one is the same string. Longer texts are ids of members and purchases, most of
/// which do not come again soon.
/// </summary>
internal sealed class KnownWords
{
    private const int Longest = 2 * Half;
    private const int Half = sizeof(ulong);
    private const int PlaceBits = 10;

    [ThreadStatic]
    private static KnownWords? mine;

    private readonly Known[] places = new Known[1 << PlaceBits];

    /// <summary>Those of this thread.</summary>
    public static KnownWords Mine => mine ??= new();

    public string Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > Longest)
            return Encoding.UTF8.GetString(utf8);
        var (first, last) = Halves(utf8);
        ref var known = ref places[Place(first, last, utf8.Length)];
        if (known.First != first || known.Last != last || known.Length != utf8.Length)
            known = new Known(first, last, utf8.Length, Encoding.UTF8.GetString(utf8));
        return known.Text;
    }

    /// <summary>With the length, they say every byte: they overlap where there are fewer than sixteen.</summary>
    private static (ulong First, ulong Last) Halves(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length >= Half)
            return (BinaryPrimitives.ReadUInt64LittleEndian(utf8), BinaryPrimitives.ReadUInt64LittleEndian(utf8[^Half..]));
        ulong all = 0;
        foreach (var letter in utf8)
            all = (all << 8) | letter;
        return (all, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(ulong first, ulong last, int length) =>
        (int)(unchecked(((first * 0x9E3779B97F4A7C15) ^ last ^ (ulong)length) * 0xC2B2AE3D27D4EB4F) >> (64 - PlaceBits));

    private readonly record struct Known(ulong First, ulong Last, int Length, string Text);
}
