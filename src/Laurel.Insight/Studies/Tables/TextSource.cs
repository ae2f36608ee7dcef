using System.IO.Compression;
using System.Text;

namespace Laurel.Insight.Studies.Tables;

/// <summary>The text of a file, unpacked when it is gzip, and how much of the file has been read.</summary>
internal sealed class TextSource : IDisposable
{
    private readonly FileStream file;

    private TextSource(FileStream file, TextReader reader) => (this.file, Reader) = (file, reader);

    public TextReader Reader { get; }

    /// <summary>The part of the file's bytes that has been read, 0 to 1.</summary>
    public double Fraction => file.Length == 0 ? 1 : (double)file.Position / file.Length;

    public static TextSource Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            Stream content = FileKinds.Of(file) == FileKind.Gzip ? new GZipStream(file, CompressionMode.Decompress) : file;
            return new(file, new StreamReader(content, Encoding, detectEncodingFromByteOrderMarks: true, 1 << 16));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => Reader.Dispose();

    /// <summary>UTF-8; a byte that is none is read as Western European, so that José stays one person.</summary>
    private static Encoding Encoding { get; } =
        Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new WesternFallback());

    private sealed class WesternFallback : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

        private sealed class Buffer : DecoderFallbackBuffer
        {
            private byte[] bytes = [];
            private int at;

            public override int Remaining => bytes.Length - at;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                (bytes, at) = (bytesUnknown, 0);
                return bytes.Length > 0;
            }

            public override char GetNextChar() => at >= bytes.Length ? '\0' : bytes[at++] is var one && one == 0x80 ? '€' : (char)one;

            public override bool MovePrevious()
            {
                if (at == 0)
                    return false;
                at--;
                return true;
            }
        }
    }
}

internal enum FileKind
{
    Text,
    Gzip,
    Parquet,
    Zip,
}

/// <summary>What a file is, by its first bytes rather than by its name.</summary>
internal static class FileKinds
{
    public static FileKind Of(string path)
    {
        using var file = File.OpenRead(path);
        return Of(file);
    }

    public static FileKind Of(FileStream file)
    {
        Span<byte> first = stackalloc byte[4];
        var read = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;
        first = first[..read];
        return first.StartsWith("\u001f"u8) && read > 1 && first[1] == 0x8b ? FileKind.Gzip
            : first.SequenceEqual("PAR1"u8) ? FileKind.Parquet
            : first.StartsWith("PK\u0003\u0004"u8) ? FileKind.Zip
            : FileKind.Text;
    }
}
