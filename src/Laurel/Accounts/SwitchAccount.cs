namespace Laurel.Accounts;

/// <summary>Whether an account can be used.</summary>
public enum AccountState
{
    On,

    /// <summary>Until it is switched on again: a card that is lost, a member who is being looked into.</summary>
    Off,

    /// <summary>For good.</summary>
    Closed,
}

/// <summary>Switches a gift card or a member's account off or on, or closes it for good.</summary>
public sealed record SwitchAccount : Command
{
    public required MemberId Member { get; init; }
    public required AccountState State { get; init; }
    public required string Reason { get; init; }

    /// <summary>Of one that is closed: those who go on in it are closed with it, because nobody is known by any of them any more.</summary>
    public bool WithMerged { get; init; }
    public override MemberId? About => Member;
}

/// <summary>An account was switched off or on, or closed; what was left in it when it was closed has expired.</summary>
public sealed record AccountSwitched : Event
{
    public required MemberId Member { get; init; }
    public required AccountState State { get; init; }
    public required string Reason { get; init; }
}
