using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>What else the basket holds: <c>together with: {category: cake}</c>, or a list each of which must be there.</summary>
public sealed record TogetherWith(IReadOnlyList<Companion> All) : Condition
{
    public override string Name => "together with";

    public override bool IsOfBasket => true;

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (!All[i].IsIn(basket))
                return false;
        }
        return true;
    }

    internal static TogetherWith Read(Node node, List<Problem> problems) =>
        new([.. (node is Sequence list ? list.Items : [node]).Select(n => Companion.Read(n, problems))]);
}

/// <summary>What the basket must not hold: <c>without: {category: alcohol}</c>.</summary>
public sealed record Without(Companion None) : Condition
{
    public override string Name => "without";

    public override bool IsOfBasket => true;

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => !None.IsIn(basket);

    internal static Without Read(Node node, List<Problem> problems) => new(Companion.Read(node, problems));
}

/// <summary>Lines of the basket, and how many pieces of them; any when it is not said.</summary>
public sealed record Companion(LineFilter Lines, decimal? AtLeast)
{
    public bool IsIn(Basket basket)
    {
        decimal pieces = 0;
        for (var i = 0; i < basket.Lines.Count; i++)
            pieces += basket.Lines[i] is { Quantity: > 0 } line && Lines.Matches(line.Line) ? line.Quantity : 0;
        return AtLeast is { } least ? pieces >= least : pieces > 0;
    }

    internal static Companion Read(Node node, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var companion = new Companion(LineFilter.Named(fields), fields.Read<decimal?>("items", null, n => MatchedItems.Read(n).AtLeast));
        if (companion.Lines.IsAll)
            problems.Add(new Problem(node.Line, "key-missing", node.Shown, "sku | category | brand | label | kind"));
        fields.End();
        return companion;
    }
}
