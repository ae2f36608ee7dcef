using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>
/// Not a purchase but one of these: <c>activity: review</c>. A merchant's own words; <c>joining</c> happens by itself when a member
/// joins, <c>birthday</c> on her birthday.
/// </summary>
public sealed record OnActivity(IReadOnlyList<string> Any) : Condition
{
    public override string Name => "activity";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => basket.Activity is { } activity && Any.Contains(activity);

    internal static OnActivity Read(Node node, Vocabulary words) => new(Fields.TextList(node));
}
