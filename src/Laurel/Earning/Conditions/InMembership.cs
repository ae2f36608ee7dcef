using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>The member holds one of these memberships at the time of the purchase: <c>membership: vip</c>.</summary>
public sealed record InMembership(IReadOnlyList<string> Any) : Condition
{
    public override string Name => "membership";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => basket.Memberships.Any(Any.Contains);

    internal static InMembership Read(Node node, Vocabulary words)
    {
        var plans = Fields.TextList(node);
        var unknown = plans.FirstOrDefault(p => !words.Memberships.Contains(p));
        return unknown is null ? new InMembership(plans) : throw Fields.Malformed(node, "membership-unknown", unknown);
    }
}
