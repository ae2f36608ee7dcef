using System.Security.Cryptography;
using System.Text;

namespace Laurel.Server.Privacy;

/// <summary>Text under a person's key: AES-256-GCM, bound to the place where it is kept, so that it cannot be moved to another.</summary>
internal static class Sealed
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <param name="key">32 bytes.</param>
    /// <param name="place">Whose and what it is; the same is needed to read it.</param>
    public static byte[] Seal(byte[] key, string place, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedText = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedText.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, sealedText.AsSpan(NonceBytes + TagBytes), sealedText.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(place));
        return sealedText;
    }

    /// <exception cref="AuthenticationTagMismatchException">It was changed, or belongs to another place or key.</exception>
    public static string Open(byte[] key, string place, byte[] sealedText)
    {
        var plain = new byte[sealedText.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(sealedText.AsSpan(0, NonceBytes), sealedText.AsSpan(NonceBytes + TagBytes), sealedText.AsSpan(NonceBytes, TagBytes), plain,
            Encoding.UTF8.GetBytes(place));
        return Encoding.UTF8.GetString(plain);
    }
}
