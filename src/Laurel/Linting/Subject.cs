using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Rewards;
using Laurel.Rewards.Benefits;

namespace Laurel.Linting;

/// <summary>A definition that is looked at: as written, as read, and what its things are worth.</summary>
internal sealed class Subject(Definition definition, Node? document)
{
    private static readonly DateOnly Default = new(2026, 3, 2);

    public Definition Definition => definition;

    public Rules Rules { get; } = new(definition, 1);

    public TypicalCustomer Typical { get; } = definition.Typical ?? TypicalCustomer.Plain(definition.Currency);

    /// <summary>A Monday on which the program runs, where there is one.</summary>
    public DateOnly Today { get; } = Running(definition);

    public DateTime Noon => Today.ToDateTime(new TimeOnly(12, 0));

    public int LineOf(params ReadOnlySpan<string> path) => Place.Line(document, path);

    /// <summary>What stands at a path, as it was written.</summary>
    public string Shown(string section, string id, string key, int item)
    {
        var node = ((document as Mapping)?[section] as Mapping)?[id] is Mapping thing ? thing[key] : null;
        return (node is Sequence list && item < list.Items.Count ? list.Items[item] : node)?.Shown ?? key;
    }

    /// <summary>A story that begins on a day on which the program runs, with ada just joined.</summary>
    public Story Begin(Cast? cast = null, DateTime? from = null)
    {
        var story = new Story(definition, from ?? Noon);
        story.Begin(cast ?? new Cast("ada") { Joined = story.Now.AddDays(-1) });
        return story;
    }

    /// <summary>Whether members can join and buy on a day on which the program runs; a definition of the year 9000 says nothing of today.</summary>
    public bool CanBegin => Begin().World.Member("ada") is not null;

    /// <summary>What is left of what is paid after the cost of the goods; half where nobody has said.</summary>
    public decimal Margin => Typical.Margin ?? 0.5m;

    /// <summary>What one smallest part of a unit is worth in minor units: by the base reward, else by the best that it buys.</summary>
    public decimal Worth(string unit) => definition.Worth(unit) is { } worth
        ? worth / definition.Unit(unit)!.Scale
        : definition.Rewards
            .Where(r => r.Costs.Unit == unit && r.Costs.Amount > 0)
            .Select(r => (Worth(r) ?? 0) / r.Costs.Amount)
            .DefaultIfEmpty(0).Max();

    /// <summary>What a reward gives, in minor units of the program's currency, where that is plain; money of another by its rate, nothing without one.</summary>
    public decimal? Worth(Reward reward) => reward.Gives is AmountOff { Amount: var amount } && amount.Currency != definition.Currency
        ? definition.RateOf(amount.Currency.Code, Today)?.Each * amount.Minor
        : reward.Gives.Worth;

    /// <summary>What a reward is worth to who has it once, in minor units.</summary>
    public decimal Value(Reward reward) => Worth(reward) ?? reward.Gives switch
    {
        FreeItem item => Typical.Basket.Where(l => l.Category == item.Category).Select(l => l.UnitPrice).DefaultIfEmpty(0).Max(),
        FreeProduct product when Typical.Basket.Any(l => product.Skus.Contains(l.Sku)) =>
            Typical.Basket.Where(l => product.Skus.Contains(l.Sku)).Max(l => l.UnitPrice),
        PercentOff percent => Capped(reward, percent.Share * Typical.Basket.Sum(l => l.UnitPrice * l.Quantity)),
        CheapestOff cheapest => cheapest.Share * cheapest.Count * Typical.Basket.Min(l => l.UnitPrice),
        GivenUnits units => units.Amount * (definition.Worth(units.Unit) ?? 0) / definition.Unit(units.Unit)!.Scale,
        AmountOff amount when amount.Amount.Currency == definition.Currency => amount.Amount.Minor,
        _ => reward.Costs.Unit is { } unit ? reward.Costs.Amount * Worth(unit) : 0,
    };

    /// <summary>A typical line that a filter means, else one made for it.</summary>
    public Line LineFor(LineFilter filter)
    {
        var known = Typical.Basket.Where(l => l.Kind == Line.Product || filter.Kinds.Contains(l.Kind)).ToArray();
        return known.FirstOrDefault(l => filter.Matches(l) && Rules.CanEarn(l))
            ?? Made(filter).FirstOrDefault(l => filter.Matches(l) && Rules.CanEarn(l))
            ?? Made(filter).FirstOrDefault(filter.Matches)
            ?? Made(filter).First();
    }

    /// <summary>What a minor unit of a currency counts as in the program's; one where nothing is said.</summary>
    public decimal RateOf(string currency, DateOnly day) => definition.RateOf(currency, day)?.Each ?? 1;

    /// <summary>Whether conditions ask for a badge that something gives: whether that can be had is looked at there.</summary>
    public bool HasToBeWon(IEnumerable<Earning.Conditions.Condition> conditions) =>
        conditions.OfType<Earning.Conditions.WithBadge>().Any(c => c.Any.Any(Badges.Contains));

    private HashSet<string> Badges { get; } = Won(definition);

    /// <summary>The badges that can be had: one that only those get who have it already cannot.</summary>
    private static HashSet<string> Won(Definition definition)
    {
        HashSet<string> won = [.. definition.Leaderboards.Select(l => l.Badge).Concat(definition.Clubs.Select(c => c.Badge)).OfType<string>()];
        for (var before = -1; before < won.Count;)
        {
            before = won.Count;
            won.UnionWith(definition.Challenges
                .Where(c => c.For.Concat(c.Steps.SelectMany(s => s.When)).OfType<Earning.Conditions.WithBadge>().All(b => b.Any.Any(won.Contains)))
                .Select(c => c.Badge).OfType<string>());
        }
        return won;
    }

    /// <summary>The cheapest thing that a typical customer buys.</summary>
    public Line Cheapest => Typical.Basket.Where(l => l.Kind == Line.Product).DefaultIfEmpty(Typical.Basket[0]).MinBy(l => l.UnitPrice)! with { Quantity = 1 };

    /// <summary>What a prize is worth to who wins it, in minor units.</summary>
    public decimal Value(Prizes.Prize prize) => prize.Reward is { } reward ? Value(definition.Reward(reward)!) : prize.Amount * Worth(prize.Unit!);

    /// <summary>Whether a rule gives a member only so much.</summary>
    public bool IsLimited(string rule) => definition.Earning.FirstOrDefault(r => r.Id == rule) is { Limits.Count: > 0 };

    /// <summary>A unit as it is spoken of.</summary>
    public Func<Language, string> Units(string unit) =>
        language => Explaining.Voice.Capital(definition.Unit(unit)!.Name.Many[(int)language]);

    public Func<Language, string> Amount(string unit, long amount) => language => new Explaining.Voice(definition, language).Amount(amount, definition.Unit(unit)!);

    public Func<Language, string> Prize(Prizes.Prize prize) => prize.Reward is { } reward
        ? language => definition.Reward(reward)!.Name?.In(language) ?? reward
        : Amount(prize.Unit!, prize.Amount);

    public Func<Language, string> Money(decimal minor) => language => definition.Currency.Show(Round.Money(minor), language);

    public static Func<Language, string> Share(decimal share) => language => share.ToString("P1", language.Culture());

    private IEnumerable<Line> Made(LineFilter filter)
    {
        var price = decimal.Round(Typical.Basket.Average(l => l.UnitPrice));
        return from sku in Any(filter.Skus, "SAMPLE")
               from category in Any(filter.Categories, null)
               from brand in Any(filter.Brands, null)
               from label in Any(filter.Labels, null)
               from kind in Any(filter.Kinds, Line.Product)
               select new Line
               {
                   Number = 1,
                   Sku = sku!,
                   Category = category,
                   Brand = brand,
                   Labels = label is null ? [] : [label],
                   Kind = kind!,
                   UnitPrice = price,
               };
    }

    private static IEnumerable<string?> Any(IReadOnlyList<string> listed, string? otherwise) =>
        listed.Count > 0 ? listed.AsEnumerable<string?>() : [otherwise];

    private static decimal Capped(Reward reward, decimal value) => reward.AtMost is { } most ? Math.Min(most.Amount, value) : value;

    private static DateOnly Running(Definition definition)
    {
        var day = definition.Starts > Default || definition.Ends < Default ? definition.Starts ?? definition.Ends!.Value.AddDays(-400) : Default;
        for (var i = 0; i < 7 && day.DayOfWeek != DayOfWeek.Monday && definition.IsRunning(day.AddDays(1)); i++)
            day = day.AddDays(1);
        return day;
    }
}
