using System.Numerics;
using Laurel.Earning.Gives;

namespace Laurel.Earning;

/// <summary>What one rule gives, explained, and what of its limits that uses up.</summary>
internal sealed record Award(CompiledRule Rule, long Amount, Part Part, IReadOnlyList<Use> Uses)
{
    /// <summary>It comes to more than can be counted, and no limit cuts it.</summary>
    public bool IsBeyond { get; init; }

    public static Part[] PartsOf(IReadOnlyList<Award> awards)
    {
        var parts = new Part[awards.Count];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = awards[i].Part;
        return parts;
    }

    public static IReadOnlyList<Use> UsesOf(IReadOnlyList<Award> awards)
    {
        List<Use>? uses = null;
        for (var i = 0; i < awards.Count; i++)
        {
            if (awards[i].Uses.Count > 0)
                (uses ??= []).AddRange(awards[i].Uses);
        }
        return uses ?? (IReadOnlyList<Use>)[];
    }
}

/// <summary>What a purchase earns, and why not more.</summary>
internal sealed record Verdict(IReadOnlyList<Award> Awards, IReadOnlyList<Miss> Misses)
{
    /// <summary>A purchase of nobody earns nothing.</summary>
    public static readonly Verdict None = new([], []);

    /// <summary>What it adds to sums of spending, also where no step is reached.</summary>
    public IReadOnlyList<Use> Spent { get; init; } = [];

    /// <summary>What is given of each unit, in the order in which they first come; nearly always there is one.</summary>
    public IReadOnlyList<(Units.UnitRule Unit, IReadOnlyList<Award> Awards)> ByUnit() => Awards.Count == 0 ? []
        : Awards.All(a => a.Rule.Unit == Awards[0].Rule.Unit) ? [(Awards[0].Rule.Unit, Awards)]
        : [.. Awards.GroupBy(a => a.Rule.Unit).Select(g => (g.Key, (IReadOnlyList<Award>)[.. g]))];
}

/// <summary>Judges a basket by all rules: stacking groups in their order, each rule within its limits.</summary>
internal sealed class Judge
{
    private readonly Rules rules;
    private readonly Basket basket;
    private readonly IReadOnlyList<BasketLine> earning;
    private readonly Func<string, long> used;
    private Dictionary<string, long>? usedNow;
    private readonly bool[]? candidates;
    private readonly List<Award> awards = [];
    private readonly List<Miss> misses = [];
    private readonly List<Use> spent = [];

    /// <summary>What limits still allowed when the purchase was made; a return is judged by it again.</summary>
    private readonly IReadOnlyDictionary<string, long?>? rooms;

    /// <param name="rules">The version that judges.</param>
    /// <param name="basket">What is judged.</param>
    /// <param name="used">How much of a counter is used.</param>
    /// <param name="rooms">What limits still allowed, where it is judged again.</param>
    /// <param name="isIndexed">Look only at rules the index finds; all of them must give the same.</param>
    public Judge(
        Rules rules, Basket basket, Func<string, long> used, IReadOnlyDictionary<string, long?>? rooms = null, bool isIndexed = true)
    {
        (this.rules, this.basket, this.used, this.rooms) = (rules, basket, used, rooms);
        earning = basket.Lines.All(CanEarn) ? basket.Lines : [.. basket.Lines.Where(CanEarn)];
        candidates = isIndexed ? rules.Index.Candidates(basket, rules.Bases.Count == 0 ? earning : basket.Lines) : null;
    }

    private bool CanEarn(BasketLine line) => line.Quantity != 0 && rules.CanEarn(line.Line);

    /// <summary>The lines a rule is about, by what it counts of them.</summary>
    private IReadOnlyList<BasketLine> Match(CompiledRule rule) => rule.Match(rule.Base is { } own ? By(own) : earning);

    /// <summary>The lines as they count by one of the rules' own bases.</summary>
    private BasketLine[] By(int own) =>
    [
        .. basket.Lines.Where(l => l.Quantity != 0 && rules.CanEarn(l.Line, rules.Bases[own])).Select(l => l with { Price = l.Price.By(own) }),
    ];

    public Verdict Run() => Run(basket.Activity is null ? rules.Groups : rules.ActivityGroups);

    public Verdict Run(IReadOnlyList<RuleGroup> groups)
    {
        if (!rules.Definition.IsRunning(basket.Day))
        {
            var reason = basket.Day < rules.Definition.Starts ? "not yet" : "over";
            return new Verdict([], [.. groups.SelectMany(g => g.Rules).Select(r => new Miss(r.Rule.Id, reason))]);
        }
        var isOver = false;
        for (var i = 0; i < groups.Count; i++)
        {
            var group = groups[i];
            if (isOver)
                misses.AddRange(group.Rules.Select(r => new Miss(r.Rule.Id, "exclusive")));
            else if (group.Stacking == Stacking.All)
                GiveAll(group);
            else
                isOver = GiveOne(group) && group.Stacking == Stacking.Exclusive;
        }
        return new Verdict(awards, misses) { Spent = spent };
    }

    /// <summary>What each line of the basket is worth to a rule, for sharing its part; a fixed part is shared by price.</summary>
    public long[] Weights(CompiledRule rule)
    {
        var matched = Match(rule);
        return [.. basket.Lines.Select(l => matched.Where(m => ReferenceEquals(m.Line, l.Line)).Sum(m => Math.Max(0, Weight(rule, m))))];
    }

    /// <summary>In thousandths of the unit's smallest part.</summary>
    private long Weight(CompiledRule rule, BasketLine line)
    {
        if (rule.Rule.Give is Times times)
            return (long)Int128.Clamp(Multiplied(times, [line], 1000, Rounding.HalfUp), 0, Amounts.Largest);
        if (rule.Rule.Place != RoundingPlace.Purchase && rule.Rule.Give is not (Fixed or ForEveryFullSpent))
            return (long)Int128.Clamp(Rounded(rule.Rule, rule.Rule.Give, [line]), 0, Amounts.Largest);
        return rule.Rule.Give.Exact([line], basket.CountedIn) is { } exact
            ? (long)Int128.Clamp(Round.Divide(exact.Top * 1000, exact.Bottom, Rounding.HalfUp), 0, Amounts.Largest)
            : line.Price.Base;
    }

    private void GiveAll(RuleGroup group)
    {
        foreach (var rule in group.Rules)
        {
            if (Give(rule) is { } award)
                Accept(award);
        }
    }

    /// <summary>The one that gives most, or the first that gives; the others leave a miss that says so.</summary>
    private bool GiveOne(RuleGroup group)
    {
        Award? chosen = null;
        foreach (var rule in group.Rules)
        {
            var isPassed = chosen is not null && group.Stacking != Stacking.Best;
            if ((isPassed ? Missed(rule, "first") : Give(rule)) is not { } award)
                continue;
            var isBetter = chosen is null || award.Amount > chosen.Amount;
            if (chosen is not null)
                Missed(isBetter ? chosen.Rule : rule, "best");
            chosen = isBetter ? award : chosen;
        }
        if (chosen is not null)
            Accept(chosen);
        return chosen is not null;
    }

    private void Accept(Award award)
    {
        awards.Add(award);
        foreach (var use in award.Uses)
            (usedNow ??= [])[use.Counter] = UsedNow(use.Counter) + use.Amount;
    }

    private long UsedNow(string counter) => usedNow?.GetValueOrDefault(counter) ?? 0;

    private Award? Give(CompiledRule rule)
    {
        if (candidates?[rule.Number] == false)
            return Missed(rule.NoCandidate);
        var lines = Match(rule);
        if (rules.IssuesNothing(basket.Purchase.Location) && rule.Unit.Id != rules.Definition.Currency.Code)
            return Missed(rule, "partner");
        if (rule.Obstacle(basket, lines) is { } obstacle)
            return Missed(obstacle);
        if (rule.Rule.Give is ForEveryFullSpent steps)
            return GiveSteps(rule, steps, lines);
        var exact = Amount(rule, lines);
        var amount = (long)Int128.Clamp(exact, -long.MaxValue, long.MaxValue);
        var (given, room) = Allowed(rule, amount);
        if (given == 0)
            return Missed(rule, amount == 0 ? rule.WhyNothing(lines) : "limit");
        if (rooms is null && rule.Rule.PaidBy is { } shares && shares.Split(given, rules.Definition.Clearing.Shares) is null)
            return Missed(rule, "shares");
        var part = Explain(rule, lines, given, uncapped: given == amount ? null : amount, room);
        return new Award(rule, given, part, Uses(rule, given)) { IsBeyond = given == amount && exact != amount };
    }

    /// <summary>Steps that this purchase completes; a return settles them by the sum that is left, not by the purchase.</summary>
    private Award? GiveSteps(CompiledRule rule, ForEveryFullSpent steps, IReadOnlyList<BasketLine> lines)
    {
        var amount = (long)steps.Counted(lines);
        if (rooms is not null || amount == 0)
            return Missed(rule, "nothing");
        var counter = steps.Counter(rule.Rule.Id, basket.Day);
        var before = used(counter);
        spent.Add(new Use(counter, amount));
        var given = (long)Int128.Clamp(steps.Between(before, before + amount), -long.MaxValue, long.MaxValue);
        return given == 0 ? Missed(rule, "nothing") : new Award(rule, given, Explain(rule, lines, given) with { Base = before + amount }, []);
    }

    private Award? Missed(CompiledRule rule, string reason) => Missed(new Miss(rule.Rule.Id, reason));

    private Award? Missed(Miss miss)
    {
        misses.Add(miss);
        return null;
    }

    private Int128 Amount(CompiledRule rule, IReadOnlyList<BasketLine> lines) => rule.Rule.Give switch
    {
        Fixed(var amount) => amount,
        Times times => Multiplied(times, lines, 1, rule.Rule.Rounding),
        var give => Rounded(rule.Rule, give, lines),
    };

    private Int128 Rounded(EarningRule rule, Give give, IReadOnlyList<BasketLine> lines)
    {
        if (rule.Place == RoundingPlace.Purchase)
            return give.Exact(lines, basket.CountedIn)!.Value.Round(rule.Rounding);
        Int128 sum = 0;
        foreach (var line in lines)
        {
            var exact = give.Exact([line], basket.CountedIn)!.Value;
            var whole = rule.Place == RoundingPlace.Item && line.Quantity == decimal.Truncate(line.Quantity);
            sum += whole ? PerItem(exact, (long)line.Quantity, rule.Rounding) : exact.Round(rule.Rounding);
        }
        return sum;
    }

    private static Int128 PerItem(Fraction exact, long items, Rounding rounding) =>
        Round.Divide(exact.Top, exact.Bottom * Math.Abs(items), rounding) * Math.Abs(items);

    /// <summary>What the named rules give on these lines, exactly, times what is added to it, rounded once.</summary>
    private Int128 Multiplied(Times times, IReadOnlyList<BasketLine> lines, int scale, Rounding rounding)
    {
        var (top, bottom) = Added(times, lines);
        var whole = Round.Divide(top * scale, bottom, rounding);
        return (Int128)BigInteger.Clamp(whole, (BigInteger)Int128.MinValue, (BigInteger)Int128.MaxValue);
    }

    /// <summary>What a multiplier adds, exactly; one of its rules may be a multiplier itself.</summary>
    private (BigInteger Top, BigInteger Bottom) Added(Times times, IReadOnlyList<BasketLine> lines)
    {
        var (top, bottom) = (BigInteger.Zero, BigInteger.One);
        foreach (var named in times.Rules.Select(rules.Rule))
        {
            if (named.Obstacle(basket, Match(named)) is not null)
                continue;
            var (more, of) = Exactly(named.Rule.Give, Both(named, lines));
            (top, bottom) = (top * of + more * bottom, bottom * of);
        }
        return (top * times.More.Top, bottom * times.More.Bottom);
    }

    /// <summary>Those of some lines that a rule is about, by what it counts of them.</summary>
    private IReadOnlyList<BasketLine> Both(CompiledRule named, IReadOnlyList<BasketLine> lines) => named.Base is null
        ? named.Match(lines)
        : [.. Match(named).Where(m => lines.Any(l => ReferenceEquals(l.Line, m.Line)))];

    private (BigInteger Top, BigInteger Bottom) Exactly(Give give, IReadOnlyList<BasketLine> lines)
    {
        if (give is Times times)
            return Added(times, lines);
        if (give is Fixed(var amount))
            return (lines.Count > 0 || basket.Activity is not null ? amount : 0, 1);
        var exact = give.Exact(lines, basket.CountedIn)!.Value;
        return (exact.Top, exact.Bottom);
    }

    private static Part Explain(CompiledRule rule, IReadOnlyList<BasketLine> lines, long amount, long? uncapped = null, long? room = null) => new()
    {
        Rule = rule.Rule.Id,
        Amount = amount,
        Counting = rule.Rule.Give.Counting,
        Base = rule.Rule.Give.Counted(lines),
        Give = rule.Rule.Give.Each,
        Step = rule.Rule.Give.Step,
        Rounding = rule.Rule.Rounding,
        Place = rule.Rule.Place,
        Uncapped = uncapped,
        Room = room,
    };

    private IEnumerable<(Limit Limit, string? Counter)> Limits(CompiledRule rule) =>
        Named(rule.Rule.Limits, rule.Rule.Id).Concat(Named(rule.Unit.Limits, rule.Unit.Owner));

    private IEnumerable<(Limit, string?)> Named(IReadOnlyList<Limit> limits, string owner)
    {
        var occasion = Occasion.Of(basket.Purchase, basket.Day, basket.Past?.Member);
        return limits.Select((l, i) => (l, l.Counter(owner, i, occasion)));
    }

    /// <summary>What the limits let a rule give, and the units they had room for; null without such a limit.</summary>
    private (long Given, long? Room) Allowed(CompiledRule rule, long amount)
    {
        if (rooms is not null)
            return AllowedThen(rule, amount);
        if (!rule.HasLimits)
            return (amount, null);
        var given = amount;
        long? room = null;
        foreach (var (limit, counter) in Limits(rule))
        {
            var so = counter is null ? AlreadyGiven(rule, limit) : used(counter) + UsedNow(counter);
            var left = Math.Max(0, limit.Amount - so);
            room = limit.IsTimes ? room : Math.Min(room ?? long.MaxValue, left);
            if (amount > 0 && (limit.IsTimes ? left == 0 : limit.Rejects && left < amount))
                given = 0;
        }
        return (amount > 0 ? Math.Min(given, room ?? long.MaxValue) : amount, room);
    }

    /// <summary>A return is judged by what the limits allowed when the purchase was made.</summary>
    private (long Given, long? Room) AllowedThen(CompiledRule rule, long amount)
    {
        var room = rooms!.TryGetValue(rule.Rule.Id, out var then) ? then : rule.HasLimits ? 0 : null;
        return (amount > 0 ? Math.Min(amount, room ?? long.MaxValue) : amount, room);
    }

    /// <summary>What this purchase already gave towards a limit per purchase of the unit.</summary>
    private long AlreadyGiven(CompiledRule rule, Limit limit) => rule.Unit.Limits.Any(l => ReferenceEquals(l, limit))
        ? awards.Where(a => a.Rule.Unit == rule.Unit).Sum(a => limit.IsTimes ? 1 : a.Amount)
        : 0;

    private Use[] Uses(CompiledRule rule, long given) => rule.HasLimits ? OfLimits(rule, given) : [];

    private Use[] OfLimits(CompiledRule rule, long given) =>
        [.. Limits(rule).Where(l => l.Counter is not null).Select(l => new Use(l.Counter!, l.Limit.IsTimes ? 1 : given))];
}
