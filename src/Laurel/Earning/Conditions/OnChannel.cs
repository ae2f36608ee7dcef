using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>Bought through one of these channels: <c>channel: online</c>.</summary>
public sealed record OnChannel(IReadOnlyList<string> Any) : Condition
{
    public override string Name => "channel";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => basket.Purchase.Channel is { } channel && Any.Contains(channel);

    internal static OnChannel Read(Node node, Vocabulary words) => new(Fields.TextList(node));
}
