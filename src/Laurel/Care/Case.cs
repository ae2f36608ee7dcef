namespace Laurel.Care;

/// <summary>How far a request of a customer has come.</summary>
public enum CaseStep
{
    Opened,

    /// <summary>Somebody answered it for the first time.</summary>
    Answered,
    Solved,
}

/// <summary>
/// A question or complaint came in, was answered or was solved. Each step happens once; steps may arrive late and in any order. What was
/// written stays outside the journal.
/// </summary>
public sealed record RecordCase : Command
{
    /// <summary>What the case is called where it is kept, unique in the program.</summary>
    public required string Case { get; init; }
    public required CaseStep Step { get; init; }

    /// <summary>Who asked; null where nobody knows.</summary>
    public MemberId? Member { get; init; }

    /// <summary>What it is about, in one word of the merchant's.</summary>
    public string? Topic { get; init; }
    public string? Location { get; init; }
    public string? Channel { get; init; }
    public override string? NaturalKey => $"case/{Step.ToString().ToLowerInvariant()}/{Case}";
    public override MemberId? About => Member;
}

/// <summary>A customer's request came a step further.</summary>
public sealed record CaseMoved : Event
{
    public required string Case { get; init; }
    public required CaseStep Step { get; init; }
    public MemberId? Member { get; init; }
    public string? Topic { get; init; }
    public string? Location { get; init; }
    public string? Channel { get; init; }
}
