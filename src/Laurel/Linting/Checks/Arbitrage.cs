using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Tiers;
using Laurel.Units;

namespace Laurel.Linting.Checks;

/// <summary>
/// Looks for a way to have more than one pays for: sequences of purchases, returns, redemptions, activities, invitations, new
/// accounts, transfers, memberships, codes, loads and currencies are tried, shortest first, on the real program. A way is found where
/// what rewards, stored money and discounts are worth exceeds all that was paid.
/// </summary>
internal sealed class Arbitrage
{
    private const int Deepest = 4;
    private const int MostTries = 1_200;
    private const int MostIssued = 20;
    private const int LargestBasket = 2_048;
    private const int MostRules = 6;
    private const int MostTogether = 2;
    private const int ManyAccounts = 5;
    private const int OftenUsed = 8;
    private readonly Subject subject;
    private readonly Definition definition;
    private readonly IReadOnlyList<Func<Attempt, bool>> moves;
    private readonly HashSet<string> seen = [];
    private int tries;

    public Arbitrage(Subject subject)
    {
        (this.subject, definition) = (subject, subject.Definition);
        moves = [.. Moves()];
    }

    public IEnumerable<Finding> Run()
    {
        var level = new List<Attempt> { Start() };
        for (var depth = 0; depth < Deepest && tries < MostTries; depth++)
        {
            var next = new List<Attempt>();
            foreach (var (before, move) in level.SelectMany(t => moves.Select(m => (t, m))))
            {
                if (tries++ >= MostTries)
                    break;
                var after = before.Copy();
                if (!move(after) || !seen.Add(after.State))
                    continue;
                if (after.IsGain)
                {
                    yield return Found(after);
                    yield break;
                }
                if (after.Story.World.Members.All(m => m.Issued.Count < MostIssued))
                    next.Add(after);
            }
            level = next;
        }
    }

    /// <summary>Ada has joined all there is to join. What joining alone brings is a gift that is meant.</summary>
    private Attempt Start()
    {
        var story = subject.Begin(new Cast("ada") { Joined = subject.Noon.AddDays(-1), Born = Born() });
        foreach (var what in definition.Challenges.Where(c => c.IsJoined).Select(c => c.Id).Concat(definition.Clubs.Where(c => !c.HasTeams).Select(c => c.Id)))
            story.Join(what);
        var member = story.Member();
        return new(story, new Purse { Paid = definition.Units.Sum(u => member.Balance(u.Id, story.At).Total * subject.Worth(u.Id)) }, subject);
    }

    /// <summary>Her birthday is the day on which the story begins, where that matters.</summary>
    private DateOnly? Born() => definition.Earning.Any(r => r.When.OfType<OnBirthday>().Any()) ? subject.Today.AddYears(-30) : null;

    private Finding Found(Attempt tried) => new()
    {
        Code = "arbitrage",
        Severity = Severity.Error,
        About = definition.Id,
        Line = subject.LineOf("units"),
        Facts = [("paid", subject.Money(tried.Purse.Paid)), ("gain", subject.Money(tried.Purse.Gain(tried.Story, subject)))],
        Example = Ended(tried.Story).Example("more comes back than is paid"),
    };

    private static Story Ended(Story story)
    {
        story.Look(story.State());
        return story;
    }

    private IEnumerable<Func<Attempt, bool>> Moves() => [.. Purchases(), .. Uses(), .. Others(), .. Loads()];

    private IEnumerable<Func<Attempt, bool>> Purchases()
    {
        foreach (var (witness, lines, unit) in new Together(subject).Best([.. definition.Earning.Where(IsStackable)], MostTogether))
        {
            foreach (var times in Times(witness, lines, unit, OftenUsed))
                yield return t => t.BuyFor(witness, lines, times);
        }
        int[] sizes = [1, .. Sizes()];
        foreach (var size in sizes)
            yield return t => t.Buy(Scaled(size));
        if (HeavyCustomer.Waiting(definition) == 0)
            yield return t => t.Repeat(() => t.DayAfterDay(Scaled(2)));
        foreach (var (rule, times) in definition.Earning.Where(IsAtWill).Take(MostRules).SelectMany(r => Times(r).Select(n => (r, n))))
        {
            var witness = new Witness(subject, rule.When) { Give = rule.Give };
            yield return t => t.BuyFor(witness, rule.Lines, times);
        }
        foreach (var rule in definition.Earning.Where(r => r.Limits.Count == 0 && r.When.OfType<VisitsMade>().Any()).Take(MostTogether))
        {
            var witness = new Witness(subject, rule.When) { Give = rule.Give };
            yield return t => t.Repeat(() => t.VisitFor(witness, rule.Lines));
        }
        foreach (var currency in definition.Rates.Select(r => r.Currency).Distinct().Take(3))
            yield return t => t.BuyIn(currency, new Buying("ada", Scaled(sizes[^1])));
    }

    private IEnumerable<Func<Attempt, bool>> Uses()
    {
        foreach (var reward in definition.Rewards.Take(12))
            yield return reward.Gives.IsDiscount ? t => t.BuyWith(reward) : t => t.Redeem(reward);
        yield return t => t.Return();
        if (HeavyCustomer.Waiting(definition) is > 0 and var days)
            yield return t => t.Wait(days);
    }

    private IEnumerable<Func<Attempt, bool>> Others()
    {
        foreach (var activity in definition.Activities.Where(a => a != "joining"))
            yield return t => t.Repeat(() => t.Do(activity));
        if (definition.Referral is { } referral)
        {
            yield return t => t.Repeat(() => t.Invite(returns: false));
            if (referral.Rules.Any(r => r.IsKept))
                yield return t => t.Repeat(() => t.Invite(returns: true));
        }
        if (definition.Activities.Contains("joining") || definition.Referral is not null)
        {
            yield return t => t.Repeat(t.Account);
            yield return t => Attempt.Repeat(ManyAccounts, t.Account, () => false);
        }
        foreach (var unit in definition.Units.Where(u => u.Transfers == Transfers.IntoArrears))
            yield return t => t.Borrow(unit.Id, definition.Rewards.Where(r => r.Costs.Unit == unit.Id).Select(r => r.Least(r.Costs)).DefaultIfEmpty(unit.Scale).Max());
        foreach (var plan in definition.Memberships)
        {
            yield return t => t.Note(t.Story.BuyMembership(plan.Id));
            yield return t => t.Note(t.Story.CancelMembership(plan.Id));
        }
        if (definition.Offers.Count > 0)
        {
            foreach (var size in OfferSizes())
                yield return t => t.Codes(size);
        }
        foreach (var offer in definition.Offers.Where(o => o.Limits.Count == 0 && o.When.All(IsAtWill)).Take(MostRules))
        {
            var witness = new Witness(subject, offer.When, offer.Valid);
            yield return t => t.CodesAt(witness, subject.Typical.Basket);
        }
    }

    /// <summary>Money is stored and paid with.</summary>
    private IEnumerable<Func<Attempt, bool>> Loads()
    {
        var currency = definition.Currency;
        foreach (var rule in definition.TopUps.Take(MostRules))
        {
            var witness = new Witness(subject, rule.When);
            foreach (var onCard in new[] { false, true }.Where(c => definition.Stored(currency.Code, c) is not null))
            {
                yield return t => t.Load(witness, 1 * currency.Scale, onCard);
                yield return t => t.Load(witness, 100 * currency.Scale, onCard);
            }
        }
        if (definition.Units.Any(u => u.Money is not null))
            yield return t => t.BuyWithStored();
    }

    /// <summary>How many typical baskets bring enough for each reward, and each level: the smallest power of two.</summary>
    private IEnumerable<int> Sizes()
    {
        var sizes = new SortedSet<int>();
        foreach (var reward in definition.Rewards.Where(r => r.Costs.Unit is not null))
        {
            var size = Enough(reward.Costs.Unit!, reward.Least(reward.Costs), many => new Buying("ada", Scaled(many)));
            if (size is > 1 and var enough)
                sizes.Add((int)enough);
        }
        return sizes.Take(3).Union(Levels().Take(2));
    }

    private IEnumerable<int> Levels()
    {
        var basket = subject.Typical.Basket.Sum(l => l.UnitPrice * l.Quantity);
        foreach (var threshold in definition.Tiers?.Levels.SelectMany(l => l.At).Where(t => t.Merit == Merit.Spend && basket > 0) ?? [])
        {
            if (threshold.Amount / basket <= LargestBasket)
                yield return (int)Math.Max(1, decimal.Ceiling(threshold.Amount / basket));
        }
    }

    /// <summary>The smallest power of two of something that brings so many units; null where none does.</summary>
    private decimal? Enough(string unit, long least, Func<int, Buying> of, DateTime? at = null)
    {
        for (var size = 1; size <= LargestBasket; size *= 2)
        {
            var story = subject.Begin(from: at);
            var bought = story.Buy(of(size) with { Location = of(size).Location ?? "shop" });
            if (bought.Events.OfType<UnitsMoved>().Where(m => m.Unit == unit && m.Amount > 0).Sum(m => m.Amount) >= least)
                return size;
        }
        return null;
    }

    /// <summary>Whoever wants to can buy as the rule asks, as often as she likes.</summary>
    private static bool IsAtWill(EarningRule rule) => rule.Limits.Count == 0 && !rule.Activities.Any() && (rule.When.Count > 0 || !rule.Lines.IsAll)
        && rule.When.All(IsAtWill);

    private static bool IsAtWill(Condition condition) => condition is OnDay or AtHour or InPeriod or AtLocation or AtPartner or OnChannel or PaidBy or WithCode
        or InCurrency or OnBirthday or BasketTotal or MatchedAmount or MatchedItems or TogetherWith;

    /// <summary>The same, and what membership or level it asks for can be had too.</summary>
    private static bool IsStackable(EarningRule rule) => rule.Limits.Count == 0 && !rule.Activities.Any()
        && rule.When.All(c => IsAtWill(c) || c is InMembership or OfTier);

    private IEnumerable<decimal> Times(EarningRule rule) => Times(new Witness(subject, rule.When) { Give = rule.Give }, rule.Lines, rule.Unit, 1);

    /// <summary>As little as the rule asks, and as much as brings enough for a reward, so many times.</summary>
    private IEnumerable<decimal> Times(Witness witness, LineFilter lines, string unit, int uses)
    {
        if (witness.Day is null)
            return [];
        var enough = definition.Rewards.Where(r => r.Costs.Unit == unit)
            .Select(r => Enough(unit, uses * r.Least(r.Costs), many => witness.Purchase(lines, many, ""), witness.At)).OfType<decimal>();
        return new[] { 1m }.Union(enough.Order().Take(1));
    }

    private IEnumerable<decimal> OfferSizes() => definition.Offers
        .SelectMany(o => o.When.OfType<BasketTotal>().Select(b => (decimal)b.AtLeast.Whole))
        .Append(0).Distinct().Take(3);

    private IReadOnlyList<Line> Scaled(int size) =>
        [.. HeavyCustomer.Basket(subject).Select(l => l with { Quantity = l.Quantity / HeavyCustomer.Times * size })];
}
