namespace Laurel.Giving;

/// <summary>Pays a cause what was given to it.</summary>
public sealed record PayCause : Command
{
    public required string Cause { get; init; }

    /// <summary>Minor units; null is all there is.</summary>
    public long? Amount { get; init; }

    /// <summary>What the payment is called, such as the bank's reference; one name pays once.</summary>
    public required string Reference { get; init; }
    public override string? NaturalKey => "payment/" + Reference;
}
