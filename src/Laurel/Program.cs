namespace Laurel;

/// <summary>
/// A loyalty program: the timeline of its definition's versions, and the two pure functions over its journal.
/// </summary>
public sealed partial class Program(string id, IReadOnlyList<ProgramVersion> versions)
{
    public string Id { get; } = id;

    /// <summary>In the order in which they were published.</summary>
    public IReadOnlyList<ProgramVersion> Versions { get; } = versions;

    public static Program Empty(string id) => new(id, []);
}

/// <summary>A published version of a definition.</summary>
public sealed record ProgramVersion(int Number, DateTimeOffset From, string Definition);
