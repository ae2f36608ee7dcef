namespace Laurel.Engine;

/// <summary>What came of a submitted command. Every kind but <see cref="Decided"/> left no trace of effect.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>It is in the journal, durably: accepted or refused, now or (replayed) when it was first asked.</summary>
    public sealed record Decided(JournalRow Row, bool Replayed) : Answer;

    /// <summary>The id or the natural key belongs to another request, which this row recorded; the fields say what differs.</summary>
    public sealed record Conflict(JournalRow Row, IReadOnlyList<string> Fields) : Answer;

    /// <summary>Too much is waiting; nothing was done. Ask again later.</summary>
    public sealed record Busy(TimeSpan RetryAfter) : Answer;

    /// <summary>Deciding it failed: a bug of ours. The command is kept aside for people to look at.</summary>
    public sealed record Quarantined(CommandId Command, string Problem) : Answer;

    /// <summary>The file knows no such program; only a publication begins one.</summary>
    public sealed record NoProgram(string Program) : Answer;
}

/// <summary>A command that could not be decided, kept with what went wrong.</summary>
public sealed record QuarantinedCommand
{
    public required string Program { get; init; }
    public required CommandId Command { get; init; }
    public required string Kind { get; init; }

    /// <summary>The last attempt (UTC).</summary>
    public required DateTimeOffset At { get; init; }
    public required int Tries { get; init; }
    public required string Problem { get; init; }

    /// <summary>What was asked, as JSON.</summary>
    public required string Asked { get; init; }
}
