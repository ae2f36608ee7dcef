using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Laurel.Bench;

/// <summary>
/// A bounded load on one loopback port: so many kept-alive connections, each with one request under way. As little of the
/// processors as possible is spent here, because they are the server's too.
/// </summary>
internal sealed class Load(int port, Func<int, byte[]> request)
{
    private static readonly byte[] Length = Encoding.ASCII.GetBytes("Content-Length: ");
    private int sent;
    private long answered;
    private long failed;
    private string? failure;

    /// <summary>Requests answered with success, a second.</summary>
    public async Task<double> Run(int clients, TimeSpan time)
    {
        (answered, failed) = (0, 0);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Client(watch, time)));
        if (failed > 0)
            throw new InvalidOperationException($"{failed} of {answered + failed} requests failed, such as: {failure}");
        return answered / watch.Elapsed.TotalSeconds;
    }

    private async Task Client(Stopwatch watch, TimeSpan time)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var buffer = new byte[16 * 1024];
        while (watch.Elapsed < time)
        {
            await socket.SendAsync(request(Interlocked.Increment(ref sent)));
            var (success, bytes) = await Answer(socket, buffer);
            if (success)
                answered++;
            else
                (failed, failure) = (failed + 1, failure ?? Encoding.UTF8.GetString(buffer, 0, bytes));
        }
    }

    private static async Task<(bool Success, int Bytes)> Answer(Socket socket, byte[] buffer)
    {
        var have = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(have));
            if (read == 0)
                return (false, have);
            have += read;
            if (Whole(buffer.AsSpan(0, have)) is { } success)
                return (success, have);
        }
    }

    /// <summary>Null while the answer is not whole.</summary>
    private static bool? Whole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return null;
        var chunked = answer[..head].IndexOf("chunked"u8) >= 0;
        if (chunked)
            return answer.EndsWith("0\r\n\r\n"u8) ? answer[9] == (byte)'2' : null;
        var at = answer[..head].IndexOf(Length);
        var length = 0;
        for (var i = at + Length.Length; at >= 0 && answer[i] is >= (byte)'0' and <= (byte)'9'; i++)
            length = (length * 10) + answer[i] - '0';
        return answer.Length >= head + 4 + length ? answer[9] == (byte)'2' : null;
    }
}
