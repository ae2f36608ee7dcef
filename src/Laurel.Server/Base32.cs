namespace Laurel.Server;

/// <summary>Bytes as letters that are hard to mistake for each other, and that no file system or URL minds.</summary>
internal static class Base32
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Crockford's alphabet; 5 bytes are 8 letters.</summary>
    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var letters = new char[((bytes.Length * 8) + 4) / 5];
        for (var i = 0; i < letters.Length; i++)
        {
            var bit = i * 5;
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            letters[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
        }
        return new string(letters);
    }
}
