using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>The member has one of these badges: <c>badge: explorer</c>.</summary>
public sealed record WithBadge(IReadOnlyList<string> Any) : Condition
{
    public override string Name => "badge";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => basket.Past?.Member.Badges.Any(b => Any.Contains(b.Badge)) == true;

    internal static WithBadge Read(Node node, Vocabulary words) => new(Fields.TextList(node));
}
