using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>Bought at one of these locations: <c>location: [brussels, ghent]</c>.</summary>
public sealed record AtLocation(IReadOnlyList<string> Any) : Condition
{
    public override string Name => "location";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => basket.Purchase.Location is { } location && Any.Contains(location);

    internal static AtLocation Read(Node node, Vocabulary words) => new(Fields.TextList(node));
}
