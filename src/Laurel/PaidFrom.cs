namespace Laurel;

/// <summary>What a gift card or a member's credit paid, in minor units.</summary>
public sealed record PaidFrom(MemberId Account, string Unit, long Amount)
{
    /// <summary>How much of each line, of money that pays for certain goods only; null of other.</summary>
    public IReadOnlyList<long>? Lines { get; init; }
}
