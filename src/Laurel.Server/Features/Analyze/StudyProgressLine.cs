using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>
/// Says on the error stream how far a long study has come: one line that is written over on a terminal, a line every ten seconds elsewhere,
/// and nothing at all in the first second.
/// </summary>
internal sealed class StudyProgressLine(TextWriter error, TimeProvider clock) : IProgress<StudyProgress>, IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private readonly bool isTerminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
    private readonly long start = clock.GetTimestamp();
    private TimeSpan last;
    private int shown;

    public void Report(StudyProgress value)
    {
        var now = clock.GetElapsedTime(start);
        var pause = isTerminal ? TimeSpan.FromSeconds(0.2) : TimeSpan.FromSeconds(10);
        if (now < Silence || (last > TimeSpan.Zero && now - last < pause))
            return;
        last = now;
        var line = value.Fraction is { } part ? $"{value.Stage} … {part:P0}" : $"{value.Stage} …";
        if (!isTerminal)
        {
            error.WriteLine(line);
            return;
        }
        error.Write($"\r{line.PadRight(shown)}");
        shown = line.Length;
    }

    /// <summary>Takes the line away before anything else is written.</summary>
    public void Clear()
    {
        if (shown > 0)
            error.Write($"\r{new string(' ', shown)}\r");
        shown = 0;
    }

    public void Dispose() => Clear();
}
