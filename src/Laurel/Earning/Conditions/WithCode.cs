using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>One of these codes was given at the till: <c>code: SPRING</c>.</summary>
public sealed record WithCode(IReadOnlyList<string> Any) : Condition
{
    public override string Name => "code";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => basket.Purchase.Codes.Any(Any.Contains);

    internal static WithCode Read(Node node, Vocabulary words) => new(Fields.TextList(node));
}
