using Laurel.Engine.Sqlite;

namespace Laurel.Engine;

/// <summary>How a writer works; the defaults suit a shop and a chain alike.</summary>
public sealed record WriterOptions
{
    /// <summary>The clock that says when the journal got to know something.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How many commands and writes may wait; the next one is answered "busy".</summary>
    public int LargestQueue { get; init; } = 4096;

    /// <summary>How many go into one transaction.</summary>
    public int LargestBatch { get; init; } = 512;

    /// <summary>How many documents stay in memory between transactions.</summary>
    public int CachedDocuments { get; init; } = 20_000;

    /// <summary>After so many failed attempts a command is answered from quarantine, without another attempt.</summary>
    public int LargestTries { get; init; } = 5;

    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Migrations of the ordinary tables that live in the same file.</summary>
    public IReadOnlyList<MigrationSet> Migrations { get; init; } = [];

    /// <summary>Told of every fault, once: quarantined commands, failed appends, broken invariants.</summary>
    /// <remarks>It must not throw: the writer is in the middle of something, and would take that for a fault of its own.</remarks>
    public Action<WriterFault> OnFault { get; init; } = _ => { };
}
