namespace Laurel;

/// <summary>What a line came to, in minor units.</summary>
/// <param name="List">Price by quantity, before any discount, as prices are written.</param>
/// <param name="Discount">All that was taken off, as prices are written.</param>
/// <param name="Tax">The tax in what is paid.</param>
/// <param name="Total">What is paid, tax included.</param>
/// <param name="Base">What earns and counts as spend.</param>
public sealed record LinePrice(long List, long Discount, long Tax, long Total, long Base)
{
    /// <summary>How many of its pieces cost nothing, where free items do not count.</summary>
    public decimal Free { get; init; }

    /// <summary>What counts for rules that have a base of their own, in the order of those bases.</summary>
    public IReadOnlyList<long> Own { get; init; } = [];

    /// <summary>The same line as one of those rules sees it.</summary>
    internal LinePrice By(int own) => this with { Base = Own.Count > own ? Own[own] : Base, Own = [] };

    /// <summary>What is left of each of its amounts.</summary>
    internal LinePrice Left(Func<long, long> rest) =>
        new(rest(List), rest(Discount), rest(Tax), rest(Total), rest(Base)) { Free = Free, Own = Own.Count == 0 ? Own : [.. Own.Select(rest)] };
}
