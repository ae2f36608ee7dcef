using System.Text;

namespace Laurel.Server.Ui.Qr;

/// <summary>
/// A QR code of up to 180 bytes at error correction M (15% of it may be damaged): ISO/IEC 18004, byte mode, versions 1 to 9.
/// </summary>
public sealed class QrCode
{
    private readonly bool[,] dark;
    private readonly bool[,] isFixed;

    private QrCode(QrVersion version)
    {
        Size = version.Size;
        (dark, isFixed) = (new bool[Size, Size], new bool[Size, Size]);
    }

    /// <summary>Modules on a side, without the quiet zone of four around it.</summary>
    public int Size { get; }

    /// <summary>Which of the eight masks lies over it.</summary>
    internal int Mask { get; private set; }

    public bool IsDark(int x, int y) => dark[x, y];

    /// <summary>The code of a text; null where it is longer than fits.</summary>
    public static QrCode? Of(string text) => Of(text, null);

    internal static QrCode? Of(string text, int? mask)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (QrVersion.For(bytes.Length) is not { } version)
            return null;
        var code = new QrCode(version);
        code.DrawFixed(version);
        code.DrawData(version.Codewords(bytes));
        code.Cover(mask ?? Enumerable.Range(0, 8).MinBy(code.PenaltyOf));
        return code;
    }

    /// <summary>All dark modules as one path of an SVG whose unit is a module, moved in by the quiet zone.</summary>
    public string Path(int quiet)
    {
        var path = new StringBuilder();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                if (dark[x, y])
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x + quiet} {y + quiet}h1v1h-1z");
            }
        }
        return path.ToString();
    }

    private void Fix(int x, int y, bool isDark)
    {
        dark[x, y] = isDark;
        isFixed[x, y] = true;
    }

    private void DrawFixed(QrVersion version)
    {
        for (var i = 0; i < Size; i++)
        {
            Fix(6, i, i % 2 == 0);
            Fix(i, 6, i % 2 == 0);
        }
        foreach (var (x, y) in new[] { (3, 3), (Size - 4, 3), (3, Size - 4) })
            Square(x, y, 4, distance => distance is not (2 or 4));
        foreach (var (x, y) in version.Alignments)
            Square(x, y, 2, distance => distance != 1);
        DrawFormat(0);
        if (version.Information is { } information)
        {
            for (var i = 0; i < 18; i++)
            {
                Fix(Size - 11 + (i % 3), i / 3, Bit(information, i));
                Fix(i / 3, Size - 11 + (i % 3), Bit(information, i));
            }
        }
    }

    private void Square(int atX, int atY, int reach, Func<int, bool> isDark)
    {
        for (var x = Math.Max(0, atX - reach); x <= Math.Min(Size - 1, atX + reach); x++)
        {
            for (var y = Math.Max(0, atY - reach); y <= Math.Min(Size - 1, atY + reach); y++)
                Fix(x, y, isDark(Math.Max(Math.Abs(x - atX), Math.Abs(y - atY))));
        }
    }

    /// <summary>Correction M and the mask, twice, each with its own check bits (BCH 15, 5).</summary>
    private void DrawFormat(int mask)
    {
        var check = mask;
        for (var i = 0; i < 10; i++)
            check = (check << 1) ^ ((check >> 9) * 0x537);
        var bits = ((mask << 10) | check) ^ 0x5412;
        for (var i = 0; i < 15; i++)
        {
            var (x, y) = i switch { < 6 => (8, i), 6 or 7 => (8, i + 1), 8 => (7, 8), _ => (14 - i, 8) };
            Fix(x, y, Bit(bits, i));
            Fix(i < 8 ? Size - 1 - i : 8, i < 8 ? 8 : Size - 15 + i, Bit(bits, i));
        }
        Fix(8, Size - 8, true);
    }

    /// <summary>Two columns at a time from the right, up and down in turn, around what is fixed.</summary>
    private void DrawData(byte[] codewords)
    {
        var next = 0;
        for (var right = Size - 1; right >= 1; right -= right == 8 ? 3 : 2)
        {
            for (var step = 0; step < Size; step++)
            {
                var y = ((right + 1) & 2) == 0 ? Size - 1 - step : step;
                for (var x = right; x > right - 2; x--)
                {
                    if (isFixed[x, y] || next >= codewords.Length * 8)
                        continue;
                    dark[x, y] = Bit(codewords[next / 8], 7 - (next % 8));
                    next++;
                }
            }
        }
    }

    private void Cover(int mask)
    {
        Mask = mask;
        Turn(mask);
        DrawFormat(mask);
    }

    private void Turn(int mask)
    {
        for (var x = 0; x < Size; x++)
        {
            for (var y = 0; y < Size; y++)
                dark[x, y] ^= !isFixed[x, y] && QrMask.Turns(mask, x, y);
        }
    }

    /// <summary>What a mask would cost; it is taken off again.</summary>
    private int PenaltyOf(int mask)
    {
        Turn(mask);
        DrawFormat(mask);
        var penalty = QrMask.Penalty(dark, Size);
        Turn(mask);
        return penalty;
    }

    private static bool Bit(int bits, int place) => ((bits >> place) & 1) != 0;
}
