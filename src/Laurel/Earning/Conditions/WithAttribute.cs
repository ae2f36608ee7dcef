using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>What is known of the member: <c>attribute: {city: [Ghent, Bruges]}</c>; all of them must be so, each any of what is listed.</summary>
public sealed record WithAttribute(IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> All) : Condition
{
    public override string Name => "attribute";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) =>
        All.All(wanted => basket.Traits.Attributes.TryGetValue(wanted.Key, out var value) && wanted.Value.Contains(value));

    internal static WithAttribute Read(Node node, Vocabulary words)
    {
        var mapping = node as Mapping ?? throw Fields.Malformed(node, "mapping-expected");
        return new WithAttribute([.. mapping.Pairs.Select(p => KeyValuePair.Create(p.Key, Fields.TextList(p.Value)))]);
    }
}
