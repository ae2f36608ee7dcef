using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>The member is in one of these segments: <c>segment: students</c>.</summary>
public sealed record InSegment(IReadOnlyList<string> Any) : Condition
{
    public override string Name => "segment";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => basket.Traits.Segments.Any(Any.Contains);

    internal static InSegment Read(Node node, Vocabulary words) => new(Fields.TextList(node));
}
