namespace Laurel.Care;

/// <summary>Somebody rated the merchant in public. The same rating of the same source is recorded once; its words stay where they are.</summary>
public sealed record RecordRating : Command
{
    public const int Fewest = 1;
    public const int Most = 5;

    /// <summary>Where it was given, such as google or tripadvisor.</summary>
    public required string Source { get; init; }

    /// <summary>What it is called there.</summary>
    public required string Rating { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Stars { get; init; }
    public string? Location { get; init; }
    public override string? NaturalKey => $"rating/{Source}/{Rating}";
}

/// <summary>The merchant was rated in public.</summary>
public sealed record RatingRecorded : Event
{
    public required string Source { get; init; }
    public required string Rating { get; init; }
    public required int Stars { get; init; }
    public string? Location { get; init; }
}
