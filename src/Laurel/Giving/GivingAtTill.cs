using Laurel.Coalition;
using Laurel.Earning;
using Laurel.Earning.Gives;

namespace Laurel.Giving;

/// <summary>What a purchase brings to causes, from the merchant's money and from what the customer adds.</summary>
internal sealed class GivingAtTill(Rules rules, RecordPurchase command, Func<string, long> used)
{
    private readonly List<MoneyMoved> events = [];
    private IReadOnlyList<Miss> misses = [];

    private Purchase Purchase => command.Purchase;

    public IReadOnlyList<MoneyMoved> Events => events;

    /// <summary>What gave nothing, and why: of what customers are asked for, only where she agreed.</summary>
    public IReadOnlyList<Miss> Misses => misses;

    public static bool IsAsked(Rules rules, RecordPurchase command) => rules.Definition.Giving.Count + command.Contributions.Count > 0;

    /// <summary>Why nothing can be added as asked.</summary>
    public Refusal? Refuse()
    {
        foreach (var contribution in command.Contributions)
        {
            if (rules.Definition.GivingBy(contribution.Giving) is not { IsCustomers: true } giving)
                return Refusal.UnknownGiving(contribution.Giving);
            if (giving.Asks == Asks.AnyAmount && contribution.Amount is null or <= 0)
                return Refusal.AmountNotPositive(contribution.Amount ?? 0);
        }
        return null;
    }

    public void Give(Basket basket)
    {
        if (rules.Definition.Giving.Count == 0)
            return;
        if (basket.CountedIn != rules.Definition.Currency.Code)
        {
            misses = [.. rules.Giving.Where(g => IsMeant(rules.Definition.GivingOf(g.Rule.Id)!)).Select(g => new Miss(g.Rule.Id, "currency"))];
            return;
        }
        var verdict = new Judge(rules, basket, used, isIndexed: false).Run([.. Groups(basket)]);
        misses = verdict.Misses;
        foreach (var award in verdict.Awards)
            Book(rules.Definition.GivingOf(award.Rule.Rule.Id)!, award);
    }

    private bool IsMeant(GivingRule rule) => !rule.IsCustomers || command.Contributions.Any(c => c.Giving == rule.Id);

    /// <summary>What gives by itself, and what the customer was asked for and agreed to.</summary>
    private IEnumerable<RuleGroup> Groups(Basket basket)
    {
        foreach (var giving in rules.Giving)
        {
            var rule = rules.Definition.GivingOf(giving.Rule.Id)!;
            if (!rule.IsCustomers)
                yield return new RuleGroup(Stacking.All, [giving]);
            else if (Purchase.Currency == rules.Definition.Currency.Code && command.Contributions.FirstOrDefault(c => c.Giving == rule.Id) is { } contribution)
                yield return new RuleGroup(Stacking.All, [rules.Compile(giving.Rule with { Give = new Fixed(Asked(rule, contribution, basket)) { Unit = giving.Unit.Id } })]);
        }
    }

    /// <summary>What is missing to the next full amount of what is to pay; nothing where it is full already.</summary>
    private static long Asked(GivingRule rule, Contribution contribution, Basket basket) => rule.Asks switch
    {
        Asks.RoundUp => basket.Total <= 0 ? 0 : (rule.Step - basket.Total % rule.Step) % rule.Step,
        Asks.Amount => rule.Step,
        _ => contribution.Amount ?? 0,
    };

    private void Book(GivingRule giving, Award award)
    {
        events.Add(Causes.Given(rules, giving, Purchase.At, Purchase, 0, award.Amount) with
        {
            Parts = [award.Part with { Rule = giving.Id }],
            Uses = award.Uses,
        });
    }
}
