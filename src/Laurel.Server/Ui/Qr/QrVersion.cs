namespace Laurel.Server.Ui.Qr;

/// <summary>A size of QR codes at error correction M: how many codewords it has, in how many blocks.</summary>
/// <param name="Number">1 to 9.</param>
/// <param name="Checks">Check codewords of each block.</param>
/// <param name="Blocks">Data codewords of each block; the shorter ones first.</param>
/// <param name="Aligned">Where alignment patterns stand, on both axes.</param>
/// <param name="Information">The number with its check bits (BCH 18, 6), drawn from 7 on.</param>
internal sealed record QrVersion(int Number, int Checks, int[] Blocks, int[] Aligned, int? Information = null)
{
    private const int ByteMode = 0b0100;

    // ISO/IEC 18004:2015, tables 9, D.1 and E.1.
    private static readonly QrVersion[] All =
    [
        new(1, 10, [16], []),
        new(2, 16, [28], [6, 18]),
        new(3, 26, [44], [6, 22]),
        new(4, 18, [32, 32], [6, 26]),
        new(5, 24, [43, 43], [6, 30]),
        new(6, 16, [27, 27, 27, 27], [6, 34]),
        new(7, 18, [31, 31, 31, 31], [6, 22, 38], 0x07C94),
        new(8, 22, [38, 38, 39, 39], [6, 24, 42], 0x085BC),
        new(9, 22, [36, 36, 36, 37, 37], [6, 26, 46], 0x09A99),
    ];

    public int Size => (4 * Number) + 17;

    /// <summary>Centres of the alignment patterns: everywhere but under the three finders.</summary>
    public IEnumerable<(int X, int Y)> Alignments =>
        from x in Aligned
        from y in Aligned
        where (x, y) != (6, 6) && (x, y) != (6, Size - 7) && (x, y) != (Size - 7, 6)
        select (x, y);

    /// <summary>The smallest that holds so many bytes beside mode and length; null where none does.</summary>
    public static QrVersion? For(int bytes) => All.FirstOrDefault(v => v.Blocks.Sum() >= bytes + 2);

    /// <summary>Data and check codewords of all blocks, interleaved.</summary>
    public byte[] Codewords(byte[] text)
    {
        var data = Packed(text);
        var blocks = new List<byte[]>();
        foreach (var length in Blocks)
            blocks.Add(data[blocks.Sum(b => b.Length)..][..length]);
        var checks = blocks.ConvertAll(b => ReedSolomon.Checks(b, Checks));
        return
        [
            .. Enumerable.Range(0, Blocks.Max()).SelectMany(i => blocks.Where(b => i < b.Length).Select(b => b[i])),
            .. Enumerable.Range(0, Checks).SelectMany(i => checks.Select(c => c[i])),
        ];
    }

    /// <summary>Four bits of mode, eight of length, the text, four of end; then padding by rule.</summary>
    private byte[] Packed(byte[] text)
    {
        var data = new byte[Blocks.Sum()];
        data[0] = (byte)((ByteMode << 4) | (text.Length >> 4));
        for (var i = 0; i <= text.Length; i++)
        {
            var before = i == 0 ? text.Length : text[i - 1];
            var after = i == text.Length ? 0 : text[i];
            data[i + 1] = (byte)(((before & 0xF) << 4) | (after >> 4));
        }
        for (var i = text.Length + 2; i < data.Length; i++)
            data[i] = (i - text.Length) % 2 == 0 ? (byte)0xEC : (byte)0x11;
        return data;
    }
}
