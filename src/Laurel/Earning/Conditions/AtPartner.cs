using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>Bought, or asked for, at a shop of one of these partners: <c>partner: bakery</c>.</summary>
public sealed record AtPartner(IReadOnlyList<string> Any, IReadOnlyList<string> Shops) : Condition
{
    public override string Name => "partner";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => basket.Purchase.Location is { } location && Shops.Contains(location);

    internal static AtPartner Read(Node node, Vocabulary words)
    {
        var names = Fields.TextList(node);
        return names.FirstOrDefault(n => !words.Shops.ContainsKey(n)) is { } unknown
            ? throw Fields.Malformed(node, "partner-unknown", unknown)
            : new AtPartner(names, [.. names.SelectMany(n => words.Shops[n])]);
    }
}
