using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime;
using System.Text;

namespace Laurel.Bench;

/// <summary>
/// A bounded load on one loopback port: so many kept-alive connections, each with one request under way. As little of the
/// processors as possible is spent here, because they are the server's too.
/// </summary>
/// <param name="port">Where to.</param>
/// <param name="commits">How many transactions the server has committed so far.</param>
/// <param name="request">The request of a number.</param>
internal sealed class Load(int port, Func<long> commits, Func<int, byte[]> request)
{
    private static readonly byte[] Length = Encoding.ASCII.GetBytes("Content-Length: ");

    /// <summary>In seconds.</summary>
    private const int QuietSeconds = 3, LongestWarming = 40;

    /// <summary>So little compiling in a second is as good as none.</summary>
    private static readonly TimeSpan Compiled = TimeSpan.FromMilliseconds(20);

    private int sent;
    private int answered;
    private int failed;
    private string? failure;

    /// <summary>Runs until hardly anything is compiled any more: servers run for weeks, and what runs often is compiled three times.</summary>
    public async Task Warm(int clients)
    {
        for (var (second, quiet) = (0, 0); second < LongestWarming && quiet < QuietSeconds; second++)
        {
            var before = JitInfo.GetCompilationTime();
            await Run(clients, TimeSpan.FromSeconds(1));
            quiet = JitInfo.GetCompilationTime() - before < Compiled ? quiet + 1 : 0;
        }
    }

    /// <summary>Runs until so much time has passed.</summary>
    public async Task<Pace> Run(int clients, TimeSpan time)
    {
        (answered, failed) = (0, 0);
        var (watch, before, committed, heap) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, commits(), GC.GetTotalAllocatedBytes());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Client(() => watch.Elapsed < time)));
        if (failed > 0)
            throw new InvalidOperationException($"{failed} of {answered + failed} requests failed, such as: {failure}");
        return new Pace(
            answered, watch.Elapsed, Environment.CpuUsage.TotalTime - before, commits() - committed, GC.GetTotalAllocatedBytes() - heap);
    }

    private async Task Client(Func<bool> goesOn)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var buffer = new byte[16 * 1024];
        while (goesOn())
        {
            await socket.SendAsync(request(Interlocked.Increment(ref sent)));
            var (success, bytes) = await Answer(socket, buffer);
            if (success)
                Interlocked.Increment(ref answered);
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

/// <summary>What a load came to: requests answered with success, in what time, and what processor time and memory both sides spent on them.</summary>
internal readonly record struct Pace(int Answered, TimeSpan Time, TimeSpan Processors, long Commits, long Bytes)
{
    public double PerSecond => Answered / Time.TotalSeconds;

    public double MicrosecondsEach => Processors.TotalMicroseconds / Answered;

    public static Pace operator +(Pace a, Pace b) => new(a.Answered + b.Answered, a.Time + b.Time, a.Processors + b.Processors, a.Commits + b.Commits, a.Bytes + b.Bytes);
}
