using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Laurel.Engine;

/// <summary>
/// The hash chain over a program's rows: each value is SHA-256 of the one before and all of its own row, every field led by its
/// length. Line detail enters as a salted digest, so that it may be dropped later without breaking the chain.
/// </summary>
internal static class Chain
{
    private const int Absent = -1;

    /// <summary>The value before the first row.</summary>
    public static byte[] Start { get; } = new byte[SHA256.HashSizeInBytes];

    public static byte[] Digest(byte[] salt, byte[] lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(lines);
        return hash.GetHashAndReset();
    }

    public static byte[] Next(byte[] before, StoredRow row)
    {
        var bytes = new ArrayBufferWriter<byte>(2048);
        bytes.Write(before);
        Number(bytes, row.Seq);
        Text(bytes, row.Program);
        Text(bytes, row.CommandId);
        Text(bytes, row.NaturalKey);
        Text(bytes, row.Kind);
        Number(bytes, row.At.UtcTicks);
        Number(bytes, row.RecordedAt.UtcTicks);
        Number(bytes, row.IsTimedByServer ? 1 : 0);
        Text(bytes, row.Actor);
        Number(bytes, row.Format);
        Blob(bytes, row.Command);
        Blob(bytes, row.LinesDigest);
        Blob(bytes, row.Events);
        Blob(bytes, row.Refusal);
        return SHA256.HashData(bytes.WrittenSpan);
    }

    private static void Number(ArrayBufferWriter<byte> bytes, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes.GetSpan(sizeof(long)), number);
        bytes.Advance(sizeof(long));
    }

    private static void Text(ArrayBufferWriter<byte> bytes, string? text)
    {
        Number(bytes, text is null ? Absent : Encoding.UTF8.GetByteCount(text));
        if (text is not null)
            bytes.Advance(Encoding.UTF8.GetBytes(text, bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }

    private static void Blob(ArrayBufferWriter<byte> bytes, byte[]? blob)
    {
        Number(bytes, blob?.Length ?? Absent);
        bytes.Write(blob);
    }
}
