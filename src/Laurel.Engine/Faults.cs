namespace Laurel.Engine;

/// <summary>The journal could not be read or written. After a fatal one the file must not be trusted until a restart.</summary>
public sealed class JournalException(string message, bool isFatal, Exception? inner = null) : Exception(message, inner)
{
    public bool IsFatal { get; } = isFatal;
}

/// <summary>The writer stopped while, or before, this was being written. Its outcome is unknown: ask again with the same id.</summary>
public sealed class WriterStoppedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Too much is waiting; nothing was written. Try again later.</summary>
public sealed class WriterBusyException(TimeSpan retryAfter) : Exception("Too many writes are waiting.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>An ordinary write was refused (a constraint, or nothing to change); its whole item was left undone.</summary>
public sealed class WriteRefusedException(string message, bool isConstraint, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A constraint of the table refused it; otherwise the statement changed nothing.</summary>
    public bool IsConstraint { get; } = isConstraint;

    internal int Item { get; init; }
}

/// <summary>Something that must never happen did: the message names what and where. It was not written.</summary>
public sealed class InvariantBrokenException(string what, string where) : Exception($"{what} ({where})")
{
    public string What { get; } = what;
    public string Where { get; } = where;
}

/// <summary>A fault for the log: what happened, and to which command if to one.</summary>
public sealed record WriterFault(string What, string? Program, CommandId? Command, Exception Cause);
