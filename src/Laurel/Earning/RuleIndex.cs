using Laurel.Earning.Conditions;

namespace Laurel.Earning;

/// <summary>
/// Finds the rules that a basket can meet by what stands in it: SKU, category, brand, label, kind and location. What a basket costs
/// follows the rules that match; of every other one it is known beforehand why it gives nothing.
/// </summary>
internal sealed class RuleIndex
{
    private readonly string home;
    private readonly int count;
    private readonly List<int> always = [];
    private readonly Dictionary<string, List<int>> bySku = [];
    private readonly Dictionary<string, List<int>> byCategory = [];
    private readonly Dictionary<string, List<int>> byBrand = [];
    private readonly Dictionary<string, List<int>> byLabel = [];
    private readonly Dictionary<string, List<int>> byKind = [];
    private readonly Dictionary<string, List<int>> byLocation = [];

    /// <param name="rules">Numbered from 0 by their place.</param>
    /// <param name="home">The program's currency; baskets in others are judged without the index.</param>
    public RuleIndex(IReadOnlyList<CompiledRule> rules, string home)
    {
        (this.home, count) = (home, rules.Count);
        foreach (var rule in rules)
        {
            if (!rule.Rule.Give.Takes(home) || Places(rule.Rule) is not var (place, names))
                always.Add(rule.Number);
            else
                Add(place, names, rule.Number);
        }
    }

    /// <summary>Which rules the basket may meet, by number; null where all must be looked at.</summary>
    /// <param name="basket">What is judged.</param>
    /// <param name="lines">Those of it that may earn.</param>
    public bool[]? Candidates(Basket basket, IReadOnlyList<BasketLine> lines)
    {
        if (basket.Activity is not null || lines.Count == 0 || basket.CountedIn != home)
            return null;
        var candidates = new bool[count];
        foreach (var number in always)
            candidates[number] = true;
        Mark(byLocation, basket.Purchase.Location, candidates);
        for (var i = 0; i < lines.Count; i++)
            Mark(lines[i].Line, candidates);
        return candidates;
    }

    /// <summary>The narrowest place at which a rule can be looked up; null where there is none.</summary>
    private (Dictionary<string, List<int>> Place, IReadOnlyList<string> Names)? Places(EarningRule rule) => rule.Lines switch
    {
        { Skus.Count: > 0 } lines => (bySku, lines.Skus),
        { Categories.Count: > 0 } lines => (byCategory, lines.Categories),
        { Brands.Count: > 0 } lines => (byBrand, lines.Brands),
        { Labels.Count: > 0 } lines => (byLabel, lines.Labels),
        { Kinds.Count: > 0 } lines => (byKind, lines.Kinds),
        { IsAll: true } when rule.When is [AtLocation at, ..] => (byLocation, at.Any),
        _ => null,
    };

    private static void Add(Dictionary<string, List<int>> place, IReadOnlyList<string> names, int number)
    {
        foreach (var name in names)
        {
            if (!place.TryGetValue(name, out var numbers))
                place[name] = numbers = [];
            numbers.Add(number);
        }
    }

    private void Mark(Line line, bool[] candidates)
    {
        Mark(bySku, line.Sku, candidates);
        Mark(byCategory, line.Category, candidates);
        Mark(byBrand, line.Brand, candidates);
        Mark(byKind, line.Kind, candidates);
        for (var i = 0; byLabel.Count > 0 && i < line.Labels.Count; i++)
            Mark(byLabel, line.Labels[i], candidates);
    }

    private static void Mark(Dictionary<string, List<int>> place, string? name, bool[] candidates)
    {
        if (place.Count == 0 || name is null || !place.TryGetValue(name, out var numbers))
            return;
        foreach (var number in numbers)
            candidates[number] = true;
    }
}
