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

    public static byte[] Digest(byte[] salt, byte[] lines) => Hash(salt, lines, default);

    /// <summary>SHA-256 of three things one after the other: copied together, since a hash in steps costs more than the copy.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        var all = ArrayPool<byte>.Shared.Rent(first.Length + second.Length + third.Length);
        first.CopyTo(all);
        second.CopyTo(all.AsSpan(first.Length));
        third.CopyTo(all.AsSpan(first.Length + second.Length));
        var hash = SHA256.HashData(all.AsSpan(0, first.Length + second.Length + third.Length));
        ArrayPool<byte>.Shared.Return(all);
        return hash;
    }

    public static byte[] Next(byte[] before, StoredRow row)
    {
        using var bytes = new Fields(before.Length + row.Command.Length + (row.Events?.Length ?? 0) + (row.Refusal?.Length ?? 0));
        bytes.Bytes(before);
        bytes.Number(row.Seq);
        bytes.Text(row.Program);
        bytes.Text(row.CommandId);
        bytes.Text(row.NaturalKey);
        bytes.Text(row.Kind);
        bytes.Number(row.At.UtcTicks);
        bytes.Number(row.RecordedAt.UtcTicks);
        bytes.Number(row.IsTimedByServer ? 1 : 0);
        bytes.Text(row.Actor);
        bytes.Number(row.Format);
        bytes.Blob(row.Command);
        bytes.Blob(row.LinesDigest);
        bytes.Blob(row.Events);
        bytes.Blob(row.Refusal);
        return SHA256.HashData(bytes.Written);
    }

    /// <summary>Fields one after the other, each led by its length, in a rented buffer.</summary>
    private sealed class Fields(int blobs) : IDisposable
    {
        private const int Others = 1024;
        private byte[] buffer = ArrayPool<byte>.Shared.Rent(blobs + Others);
        private int count;

        public ReadOnlySpan<byte> Written => buffer.AsSpan(0, count);

        public void Number(long number)
        {
            BinaryPrimitives.WriteInt64LittleEndian(Space(sizeof(long)), number);
            count += sizeof(long);
        }

        public void Text(string? text)
        {
            Number(text is null ? Absent : Encoding.UTF8.GetByteCount(text));
            if (text is not null)
                count += Encoding.UTF8.GetBytes(text, Space(Encoding.UTF8.GetMaxByteCount(text.Length)));
        }

        public void Blob(byte[]? blob)
        {
            Number(blob?.Length ?? Absent);
            Bytes(blob);
        }

        public void Bytes(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(Space(bytes.Length));
            count += bytes.Length;
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

        private Span<byte> Space(int length)
        {
            if (buffer.Length - count < length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * buffer.Length, count + length));
                Written.CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
            return buffer.AsSpan(count);
        }
    }
}
