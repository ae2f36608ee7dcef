using Laurel.Earning;

namespace Laurel;

/// <summary>A published version, compiled: each rule is a closure made once.</summary>
public sealed class Rules
{
    private readonly Dictionary<string, CompiledRule> byId;
    private readonly HashSet<string> fees;
    private readonly HashSet<string> notIssuing;
    private readonly Units.UnitRule money;

    public Rules(Definition definition, int version)
    {
        Definition = definition;
        Version = version;
        Levels = definition.Levels;
        HasChances = definition.Earning.Any(r => r.When.OfType<Earning.Conditions.ByChance>().Any())
            || definition.Offers.Any(o => o.When.OfType<Earning.Conditions.ByChance>().Any());
        HasBirthdays = Conditions(definition).OfType<Earning.Conditions.OnBirthday>().Any();
        WelcomesByActivity = definition.Activities.Contains(Deciding.Recording.Joining);
        Unlocks = Rewards.Unlocking.Of(definition);
        AtOnce = [.. definition.Rewards.Where(r => r.AtOnce)];
        Handed = [.. AtOnce.Concat(definition.Prizes.Select(p => p.Reward).OfType<string>().Distinct().Select(r => definition.Reward(r)!))];
        SinceLastVisit = [.. definition.Units.Where(u => u.Expiry.SinceLastVisit)];
        fees = [.. definition.Memberships.Select(m => m.Sku).OfType<string>()];
        Bases = [.. definition.Earning.Concat(definition.Giving.Select(g => g.Rule)).Select(OwnBase).OfType<EarningBase>().Distinct()];
        CompiledRule[] compiled = [.. definition.Earning.Select((r, number) => new CompiledRule(r, definition.Unit(r.Unit)!, number) { Base = BaseOf(r) })];
        byId = compiled.ToDictionary(r => r.Rule.Id);
        Index = new RuleIndex(compiled, definition.Currency.Code);
        money = Laurel.Giving.GivingReader.Money(definition.Currency);
        Giving = [.. definition.Giving.Select(g => Compile(g.Rule))];
        TopUps = [.. definition.TopUps.Select((r, number) => new CompiledRule(r, definition.Unit(r.Unit)!, number))];
        Groups = [.. GroupsOf(r => !r.Activities.Any())];
        ActivityGroups = [.. GroupsOf(r => r.Activities.Any())];
        notIssuing = [.. definition.Partners.Where(p => !p.Issues).SelectMany(p => p.Locations)];
        HasPartners = definition.Partners.Count > 0
            || definition.Offers.Any(o => o.PaidBy is not null)
            || definition.Rewards.Any(r => r.PaidBy is not null);
        HasMoney = HasPartners || definition.Rewards.Any(r => r.Gives is Rewards.Benefits.Donation);
        GivesCards = definition.Rewards.Any(r => r.Gives is Rewards.Benefits.GiftCard);
        SharedLimits =
        [
            .. definition.Earning.SelectMany(r => Shared(r.Limits, r.Id)),
            .. definition.TopUps.SelectMany(r => Shared(r.Limits, r.Id)),
            .. definition.Units.SelectMany(u => Shared(u.Limits, u.Owner)),
            .. definition.Offers.SelectMany(o => Shared(o.Limits, o.Owner)),
            .. definition.Challenges.SelectMany(c => Shared(c.Limits, c.Owner)),
            .. definition.Giving.SelectMany(g => Shared(g.Rule.Limits, g.Rule.Id)),
        ];
    }

    public Definition Definition { get; }

    public int Version { get; }

    /// <summary>The first instant that is judged by it, and the version published before it.</summary>
    internal DateTimeOffset From { get; init; }
    internal Rules? Before { get; init; }

    /// <summary>Whether it, or a version before it, gives something by the calendar.</summary>
    internal bool Allots => Definition.Allowances.Count > 0 || Before?.Allots == true;

    /// <summary>The version in force at an instant before this one's next; null before the first.</summary>
    internal Rules? InForce(DateTimeOffset at) => From <= at ? this : Before?.InForce(at);

    public Calendar Calendar => Definition.Calendar;

    /// <summary>The rules for purchases.</summary>
    internal IReadOnlyList<RuleGroup> Groups { get; }

    /// <summary>The rules for what is loaded on cards and credit.</summary>
    internal IReadOnlyList<CompiledRule> TopUps { get; }

    /// <summary>Which of them a basket can meet.</summary>
    internal RuleIndex Index { get; }

    /// <summary>The rules for what is no purchase.</summary>
    internal IReadOnlyList<RuleGroup> ActivityGroups { get; }

    /// <summary>Rewards that are issued as soon as a member has what they cost.</summary>
    internal IReadOnlyList<Rewards.Reward> AtOnce { get; }

    /// <summary>Rewards that may be handed out without being asked for: full cards, and prizes.</summary>
    internal IReadOnlyList<Rewards.Reward> Handed { get; }

    /// <summary>Something is given for joining, as for any activity.</summary>
    internal bool WelcomesByActivity { get; }

    /// <summary>Rewards and perks that open by visits or spend, with what is counted for them.</summary>
    internal IReadOnlyList<(string Id, Earning.Conditions.Condition[] Counted)> Unlocks { get; }

    /// <summary>Units that live for so long since the last visit.</summary>
    internal IReadOnlyList<Units.UnitRule> SinceLastVisit { get; }

    /// <summary>The tiers, lowest first; empty without tiers.</summary>
    internal IReadOnlyList<string> Levels { get; }

    /// <summary>Limits that members share, which a purchase may move.</summary>
    internal IReadOnlyList<OwnedLimit> SharedLimits { get; }

    /// <summary>Whether a rule needs a draw with each purchase.</summary>
    public bool HasChances { get; }

    /// <summary>Something asks whether it is the member's birthday.</summary>
    public bool HasBirthdays { get; }

    /// <summary>Whether money moves between those who run the program together, or to causes.</summary>
    internal bool HasMoney { get; }

    /// <summary>Whether others than the operator may pay for something.</summary>
    internal bool HasPartners { get; }

    /// <summary>Whether a reward makes gift cards.</summary>
    internal bool GivesCards { get; }

    /// <summary>What gives to causes.</summary>
    internal IReadOnlyList<CompiledRule> Giving { get; }

    /// <summary>A rule that gives money.</summary>
    internal CompiledRule Compile(EarningRule rule) => new(rule, money, -1) { Base = BaseOf(rule) };

    /// <summary>What rules count that have a base of their own; a priced line has an amount for each.</summary>
    internal IReadOnlyList<EarningBase> Bases { get; }

    private EarningBase? OwnBase(EarningRule rule) => rule.Base?.In(Definition.Base) is { } own && own != Definition.Base ? own : null;

    private int? BaseOf(EarningRule rule) => OwnBase(rule) is not { } own ? null : Bases.Select((b, i) => (b, i)).First(b => b.b == own).i;


    /// <summary>Whether nothing is earned at a location, because its partner issues nothing.</summary>
    internal bool IssuesNothing(string? location) => location is not null && notIssuing.Count > 0 && notIssuing.Contains(location);

    /// <summary>Whether a code stands in the definition; any other can only be a coupon.</summary>
    public bool Knows(string code) => Coupons.Shown.IsPlain(Definition, code);

    internal CompiledRule Rule(string id) => byId[id];

    /// <summary>Whether a line may earn at all; the fee of a membership never does.</summary>
    internal bool CanEarn(Line line) => CanEarn(line, Definition.Base);

    /// <summary>The same, for a rule that counts by a base of its own.</summary>
    internal bool CanEarn(Line line, EarningBase by) =>
        line.Loads is null && (fees.Count == 0 || !fees.Contains(line.Sku)) &&
        (line.Kind != Line.Shipping || by.WithShipping)
        && !Definition.NeverEarns.Contains(line.Kind) && !Definition.NeverEarns.Contains(line.Category!);

    /// <summary>The conditions of everything that asks for any.</summary>
    private static IEnumerable<Earning.Conditions.Condition> Conditions(Definition definition) =>
    [
        .. definition.Earning.SelectMany(r => r.When), .. definition.Offers.SelectMany(o => o.When), .. definition.Rewards.SelectMany(r => r.For),
        .. definition.Giving.SelectMany(g => g.Rule.When), .. definition.Games.SelectMany(g => g.When.Concat(g.Who)),
        .. definition.Challenges.SelectMany(c => c.For.Concat(c.Steps.SelectMany(s => s.When))),
    ];

    private IEnumerable<RuleGroup> GroupsOf(Func<EarningRule, bool> isMeant) => Definition.Stack
        .Select(g => new RuleGroup(g.Stacking, [.. g.Rules.Select(id => byId[id]).Where(r => isMeant(r.Rule))]))
        .Where(g => g.Rules.Length > 0);

    private static IEnumerable<OwnedLimit> Shared(IReadOnlyList<Limit> limits, string owner) => limits
        .Select((limit, number) => new OwnedLimit(limit, owner, number))
        .Where(owned => owned.Limit.Scope is not (LimitScope.Purchase or LimitScope.Member));
}

/// <summary>A limit and whose it is: the how-manieth of a rule, unit or offer.</summary>
internal sealed record OwnedLimit(Limit Limit, string Owner, int Number);

internal sealed record RuleGroup(Stacking Stacking, CompiledRule[] Rules);

/// <summary>A rule with its tests as delegates.</summary>
internal sealed class CompiledRule
{
    private readonly bool isAboutAll;
    private readonly Func<Line, bool> wants;
    private readonly Func<Basket, IReadOnlyList<BasketLine>, bool>[] tests;
    private readonly Miss[] misses;
    private readonly Miss currency;

    public CompiledRule(EarningRule rule, Units.UnitRule unit, int number)
    {
        (Rule, Unit, Number) = (rule, unit, number);
        isAboutAll = rule.Lines.IsAll;
        wants = rule.Lines.Compile();
        NoLine = new Miss(rule.Id, "line");
        NoCandidate = isAboutAll && rule.When is [var first, ..] ? new Miss(rule.Id, first.Name) : NoLine;
        misses = [.. rule.When.Select(c => new Miss(rule.Id, c.Name))];
        currency = new Miss(rule.Id, "currency");
        tests = [.. rule.When.Select(c => (Func<Basket, IReadOnlyList<BasketLine>, bool>)c.Holds)];
    }

    public EarningRule Rule { get; }

    public Units.UnitRule Unit { get; }

    /// <summary>Lines whose cost nobody knows have no margin to give from.</summary>
    public string WhyNothing(IReadOnlyList<BasketLine> lines) =>
        Rule.Give is Earning.Gives.PerMargin && lines.All(l => l.Margin is null) ? "cost" : "nothing";

    public bool HasLimits => Rule.Limits.Count + Unit.Limits.Count > 0;

    /// <summary>Which of the rules' own bases it counts by; null is the program's.</summary>
    public int? Base { get; init; }

    /// <summary>Its place among the rules of the definition, from 0.</summary>
    public int Number { get; }

    /// <summary>What most rules say of most baskets, made once.</summary>
    public Miss NoLine { get; }

    /// <summary>What it says of a basket in which the index did not find it.</summary>
    public Miss NoCandidate { get; }

    /// <summary>The lines the rule is about; a rule about none of them costs a look at each line and nothing else.</summary>
    public IReadOnlyList<BasketLine> Match(IReadOnlyList<BasketLine> lines)
    {
        if (isAboutAll)
            return lines;
        List<BasketLine>? matched = null;
        for (var i = 0; i < lines.Count; i++)
        {
            if (wants(lines[i].Line))
                (matched ??= new List<BasketLine>(lines.Count)).Add(lines[i]);
        }
        return matched ?? (IReadOnlyList<BasketLine>)[];
    }

    /// <summary>Why the rule does not hold; null when it does.</summary>
    public Miss? Obstacle(Basket basket, IReadOnlyList<BasketLine> lines)
    {
        if (!Rule.Give.Takes(Rule.Give is Earning.Gives.PerMargin ? basket.Purchase.Currency : basket.CountedIn))
            return currency;
        if (lines.Count == 0 && basket.Activity is null)
            return NoLine;
        for (var i = 0; i < tests.Length; i++)
        {
            if (!tests[i](basket, lines))
                return misses[i];
        }
        return null;
    }
}
