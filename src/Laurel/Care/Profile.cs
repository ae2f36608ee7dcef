namespace Laurel.Care;

/// <summary>Says which attributes of a member are known, never what they are.</summary>
public sealed record NoteProfile : Command
{
    public required MemberId Member { get; init; }

    /// <summary>What is filled in from now on, such as name, email, birthday.</summary>
    public IReadOnlyList<string> Filled { get; init; } = [];

    /// <summary>What is no longer.</summary>
    public IReadOnlyList<string> Emptied { get; init; } = [];
    public override MemberId? About => Member;
}

/// <summary>More or less is known of a member than before.</summary>
public sealed record ProfileChanged : Event
{
    public required MemberId Member { get; init; }
    public IReadOnlyList<string> Filled { get; init; } = [];
    public IReadOnlyList<string> Emptied { get; init; } = [];
}
