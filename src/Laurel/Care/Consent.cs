namespace Laurel.Care;

/// <summary>What a member lets the merchant do, and by which way. To be a member is no consent to anything.</summary>
/// <param name="Purpose">What for, such as marketing or surveys.</param>
/// <param name="Channel">By which way, such as email, sms, push, post.</param>
/// <param name="Text">The version of the words she was shown.</param>
/// <param name="Language">The language of these words.</param>
/// <param name="Source">Where she said so, such as form, till, letter.</param>
public sealed record Consent(string Purpose, string Channel, string? Text = null, string? Language = null, string? Source = null)
{
    /// <summary>Since when; set as it is recorded.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it is about the same, whatever the words were.</summary>
    public bool IsAbout(Consent other) => other.Purpose == Purpose && other.Channel == Channel;
}

/// <summary>A member consents, or withdraws what she had consented to.</summary>
public sealed record ChangeConsent : Command
{
    public required MemberId Member { get; init; }
    public required Consent Consent { get; init; }

    /// <summary>False withdraws it.</summary>
    public bool Given { get; init; } = true;
    public override MemberId? About => Member;
}

public sealed record ConsentChanged : Event
{
    public required MemberId Member { get; init; }
    public required Consent Consent { get; init; }
    public required bool Given { get; init; }
}
