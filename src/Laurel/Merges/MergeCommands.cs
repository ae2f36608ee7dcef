namespace Laurel.Merges;

/// <summary>Two members are the same person: one goes on with what both have.</summary>
public sealed record MergeMembers : Command
{
    /// <summary>Who goes on in the other's account; her cards and numbers are hers still, and lead there.</summary>
    public required MemberId Member { get; init; }

    /// <summary>Whose account goes on.</summary>
    public required MemberId Into { get; init; }
    public string Reason { get; init; } = "";
    public override MemberId? About => Into;
}

/// <summary>They were two after all: each goes on with her own.</summary>
public sealed record UnmergeMember : Command
{
    /// <summary>Who had gone on in the account of another.</summary>
    public required MemberId Member { get; init; }
    public string Reason { get; init; } = "";
    public override MemberId? About => Member;
}
