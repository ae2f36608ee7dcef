using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Conditions;

namespace Laurel.Units;

/// <summary>What stored money pays for, where that is not everything: certain goods, places or times.</summary>
public sealed record Usable(LineFilter Lines, IReadOnlyList<Condition> When)
{
    /// <summary>Why it pays for nothing of a basket; null when it pays for some of it.</summary>
    internal string? Missing(Basket basket)
    {
        BasketLine[] goods = [.. basket.Lines.Where(Pays)];
        return goods.Length == 0 ? "line" : When.FirstOrDefault(c => !c.Holds(basket, goods))?.Name;
    }

    internal bool Pays(BasketLine line) => line.Line.Loads is null && Lines.Matches(line.Line);

    /// <summary>The units with what the definition says under `usable when`, read once all names are known that conditions may speak of.</summary>
    internal static IReadOnlyList<UnitRule> ReadAll(Node? node, IReadOnlyList<UnitRule> units, Vocabulary words, List<Problem> problems) =>
        node is not Mapping all ? units : [.. units.Select(u => Find(all, u.Id) is { } said ? u with { Usable = Read(said, u, words, problems) } : u)];

    private static Node? Find(Mapping all, string unit) =>
        all.Pairs.Where(p => p.Key == unit).Select(p => p.Value).OfType<Mapping>().SelectMany(m => m.Pairs).Where(p => p.Key == "usable when")
            .Select(p => p.Value).FirstOrDefault();

    private static Usable Read(Node node, UnitRule unit, Vocabulary words, List<Problem> problems)
    {
        if (unit.Money is null)
            problems.Add(new Problem(node.Line, "usable-of-money", unit.Id));
        var (lines, conditions) = Conditions.Read(node, words, problems);
        foreach (var condition in conditions.Where(c => c is PaidBy or OnActivity or ByChance))
            problems.Add(new Problem(node.Line, "usable-when", condition.Name));
        return new Usable(lines, conditions);
    }
}
