using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Own;

/// <summary>Something that cannot be undone: what would come of it, said by a rehearsal, before she says yes.</summary>
public sealed record OwnQuestion
{
    public required Shown Shown { get; init; }
    public required string Title { get; init; }

    /// <summary>What would happen, a sentence each.</summary>
    public required IReadOnlyList<string> Says { get; init; }

    /// <summary>The page below her others that it was opened from, and that it leads back to.</summary>
    public required string Back { get; init; }
    public required string Action { get; init; }

    /// <summary>What the button says that does it.</summary>
    public required string Go { get; init; }

    /// <summary>Made with the form: sent twice, it is done once.</summary>
    public required string Key { get; init; }

    /// <summary>What was rehearsed; sent back, so that nothing else is done than what she read.</summary>
    public required string Read { get; init; }

    /// <summary>Why it was not done.</summary>
    public string? Refused { get; init; }
}
