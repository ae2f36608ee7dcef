namespace Laurel.Server.Ui.Qr;

/// <summary>Check codewords over GF(256) with x⁸ + x⁴ + x³ + x² + 1, as QR codes use them (ISO/IEC 18004, annex A).</summary>
internal static class ReedSolomon
{
    private const int Field = 0x11D;

    /// <summary>The remainder of the data, as a polynomial, by (x − 2⁰)(x − 2¹) … (x − 2ⁿ⁻¹).</summary>
    public static byte[] Checks(byte[] data, int count)
    {
        var divisor = Divisor(count);
        var rest = new byte[count];
        foreach (var codeword in data)
        {
            var factor = (byte)(codeword ^ rest[0]);
            Array.Copy(rest, 1, rest, 0, count - 1);
            rest[^1] = 0;
            for (var i = 0; i < count; i++)
                rest[i] ^= Times(divisor[i], factor);
        }
        return rest;
    }

    /// <summary>Coefficients from the second highest power down.</summary>
    private static byte[] Divisor(int count)
    {
        var divisor = new byte[count];
        divisor[^1] = 1;
        byte root = 1;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                divisor[j] = (byte)(Times(divisor[j], root) ^ (j + 1 < count ? divisor[j + 1] : 0));
            root = Times(root, 2);
        }
        return divisor;
    }

    private static byte Times(byte a, byte b)
    {
        var product = 0;
        for (var i = 7; i >= 0; i--)
        {
            product = (product << 1) ^ ((product >> 7) * Field);
            product ^= ((b >> i) & 1) * a;
        }
        return (byte)product;
    }
}
