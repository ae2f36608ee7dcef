using Laurel.Earning;

namespace Laurel;

/// <summary>A published version, compiled: each rule is a closure made once.</summary>
public sealed class Rules
{
    private readonly Dictionary<string, CompiledRule> byId;

    public Rules(Definition definition, int version)
    {
        Definition = definition;
        Version = version;
        Levels = definition.Levels;
        byId = definition.Earning.ToDictionary(r => r.Id, r => new CompiledRule(r, definition));
        Groups = [.. definition.Stack.Select(g => new RuleGroup(g.Stacking, [.. g.Rules.Select(id => byId[id])]))];
    }

    public Definition Definition { get; }

    public int Version { get; }

    public Calendar Calendar => Definition.Calendar;

    internal IReadOnlyList<RuleGroup> Groups { get; }

    /// <summary>The tiers, lowest first; empty without tiers.</summary>
    internal IReadOnlyList<string> Levels { get; }

    internal CompiledRule Rule(string id) => byId[id];

    /// <summary>Whether a line may earn at all.</summary>
    internal bool CanEarn(Line line) =>
        (line.Kind != Line.Shipping || Definition.Base.WithShipping)
        && !Definition.NeverEarns.Contains(line.Kind) && !Definition.NeverEarns.Contains(line.Category!);
}

internal sealed record RuleGroup(Stacking Stacking, IReadOnlyList<CompiledRule> Rules);

/// <summary>A rule with its tests as delegates.</summary>
internal sealed class CompiledRule
{
    private readonly Func<Line, bool> wants;
    private readonly Func<Basket, IReadOnlyList<BasketLine>, bool>[] tests;

    public CompiledRule(EarningRule rule, Definition definition)
    {
        Rule = rule;
        Unit = definition.Unit(rule.Unit)!;
        wants = rule.Lines.IsAll ? static _ => true : rule.Lines.Matches;
        tests = [.. rule.When.Select(c => (Func<Basket, IReadOnlyList<BasketLine>, bool>)c.Holds)];
    }

    public EarningRule Rule { get; }

    public Units.UnitRule Unit { get; }

    /// <summary>The lines the rule is about.</summary>
    public IReadOnlyList<BasketLine> Match(IReadOnlyList<BasketLine> lines) => [.. lines.Where(l => wants(l.Line))];

    /// <summary>Why the rule does not hold; null when it does.</summary>
    public string? Obstacle(Basket basket, IReadOnlyList<BasketLine> lines)
    {
        if (!Rule.Give.Takes(basket.Purchase.Currency))
            return "currency";
        if (lines.Count == 0)
            return "line";
        for (var i = 0; i < tests.Length; i++)
        {
            if (!tests[i](basket, lines))
                return Rule.When[i].Name;
        }
        return null;
    }
}
