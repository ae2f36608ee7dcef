using Laurel.Earning;
using Laurel.Rewards;
using Laurel.Rewards.Benefits;

namespace Laurel.Linting.Checks;

/// <summary>
/// Looks for a way to have more than one pays for: sequences of purchases, returns, redemptions, activities, invitations, new
/// accounts, transfers, memberships and codes are tried, shortest first, on the real program. A way is found where what rewards and
/// discounts are worth exceeds all that was paid.
/// </summary>
internal sealed class Arbitrage
{
    private const int Deepest = 4;
    private const int MostTries = 1_200;
    private const int MostRepeats = 24;
    private const int MostIssued = 20;
    private const int LargestBasket = 2_048;

    /// <summary>Of plain discounts, what is left to pay at least: a twentieth.</summary>
    private const decimal AllButFree = 0.05m;
    private readonly Subject subject;
    private readonly Definition definition;
    private readonly IReadOnlyList<Func<Try, bool>> moves;
    private readonly HashSet<string> seen = [];
    private int tries;

    public Arbitrage(Subject subject)
    {
        (this.subject, definition) = (subject, subject.Definition);
        moves = [.. Moves()];
    }

    /// <summary>A story so far, with what it cost and brought.</summary>
    private sealed record Try(Story Story, Purse Purse, Subject Subject)
    {
        /// <summary>What can still come back.</summary>
        public List<string> Purchases { get; init; } = [];
        public int Accounts { get; set; }

        public Try Copy() => new(Story.Copy(), Purse.Copy(), Subject) { Purchases = [.. Purchases], Accounts = Accounts };

        public bool Note(Decision decision)
        {
            Purse.Note(Story.Last!, decision.Events, Subject);
            return decision.IsAccepted;
        }

        /// <summary>What matters for what can still be done: two ways to the same are one.</summary>
        public string State
        {
            get
            {
                var members = Story.World.Members.Select(m => string.Join(' ', Story.Definition.Units.Select(u => m.Balance(u.Id, Story.At)))
                    + $" {m.Issued.Count} {m.Memberships.Count(p => p.IsOpen(Story.At))} {m.Purchases}");
                return $"{Purse.Paid} {Purse.Goods} {Purse.Handed} {Purchases.Count > 0} {string.Join('|', members)}";
            }
        }
    }

    public IEnumerable<Finding> Run()
    {
        var level = new List<Try> { Start() };
        for (var depth = 0; depth < Deepest && tries < MostTries; depth++)
        {
            var next = new List<Try>();
            foreach (var (before, move) in level.SelectMany(t => moves.Select(m => (t, m))))
            {
                if (tries++ >= MostTries)
                    break;
                var after = before.Copy();
                if (!move(after) || !seen.Add(after.State))
                    continue;
                if (IsGain(after))
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

    /// <summary>What joining alone brings is a gift that is meant.</summary>
    private Try Start()
    {
        var story = subject.Begin();
        var member = story.Member();
        return new(story, new Purse { Paid = definition.Units.Sum(u => member.Balance(u.Id, story.At).Total * subject.Worth(u.Id)) }, subject);
    }

    private bool IsGain(Try tried)
    {
        var purse = tried.Purse;
        var gain = purse.Gain(tried.Story, subject) - purse.EarnedBeside;
        if (gain < definition.Currency.Scale)
            return false;
        return purse.UsedUnits || purse.Handed > 0 ? gain > purse.Paid - purse.PaidBeside : purse.Goods > 0 && purse.Paid <= AllButFree * purse.Goods;
    }

    private Finding Found(Try tried) => new()
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

    private IEnumerable<Func<Try, bool>> Moves()
    {
        foreach (var size in Sizes().DefaultIfEmpty(1))
            yield return t => Buy(t, Scaled(size), []);
        if (HeavyCustomer.Waiting(definition) == 0)
            yield return t => Repeat(t, () => DayAfterDay(t));
        foreach (var reward in definition.Rewards.Take(12))
            yield return reward.Gives.IsDiscount ? t => BuyWith(t, reward) : t => Redeem(t, reward);
        yield return Return;
        if (HeavyCustomer.Waiting(definition) is > 0 and var days)
            yield return t => Wait(t, days);
        foreach (var activity in definition.Activities.Where(a => a != "joining"))
            yield return t => Repeat(t, () => Do(t, activity));
        if (definition.Referral is not null)
            yield return t => Repeat(t, () => Friend(t));
        if (definition.Activities.Contains("joining") || definition.Referral is not null)
            yield return t => Repeat(t, () => Account(t));
        foreach (var plan in definition.Memberships)
        {
            yield return t => t.Note(t.Story.BuyMembership(plan.Id));
            yield return t => t.Note(t.Story.CancelMembership(plan.Id));
        }
        if (definition.Offers.Count > 0)
        {
            foreach (var size in OfferSizes())
                yield return t => Codes(t, size);
        }
    }

    /// <summary>How many typical baskets bring enough for each reward: the smallest power of two.</summary>
    private IEnumerable<int> Sizes()
    {
        var sizes = new SortedSet<int>();
        foreach (var reward in definition.Rewards.Where(r => r.Costs.Unit is not null))
        {
            for (var size = 2; size <= LargestBasket; size *= 2)
            {
                var story = subject.Begin();
                var bought = story.Buy(new Buying("ada", Scaled(size)) { Location = "shop" });
                var brought = bought.Events.OfType<UnitsMoved>().Where(m => m.Unit == reward.Costs.Unit && m.Amount > 0).Sum(m => m.Amount);
                if (brought < reward.Least(reward.Costs))
                    continue;
                sizes.Add(size);
                break;
            }
        }
        return sizes.Take(3);
    }

    private IEnumerable<decimal> OfferSizes() => definition.Offers
        .SelectMany(o => o.When.OfType<Earning.Conditions.BasketTotal>().Select(b => (decimal)b.AtLeast.Whole))
        .Append(0).Distinct().Take(3);

    private IReadOnlyList<Line> Scaled(int size) =>
        [.. HeavyCustomer.Basket(subject).Select(l => l with { Quantity = l.Quantity / HeavyCustomer.Times * size })];

    /// <summary>Where a day brings only so much.</summary>
    private bool DayAfterDay(Try t)
    {
        t.Story.Now = t.Story.Now.AddDays(1);
        return Buy(t, Scaled(2), []);
    }

    private bool Buy(Try t, IReadOnlyList<Line> lines, IReadOnlyList<RewardInBasket> rewards, IReadOnlyList<string>? codes = null, string member = "ada")
    {
        var bought = t.Story.Buy(new Buying(member, lines) { Location = "shop", Rewards = rewards, Codes = codes ?? [] });
        if (bought.IsAccepted && member == "ada" && rewards.Count == 0)
            t.Purchases.Add(bought.Events.OfType<PurchaseRecorded>().Single().Purchase.Value);
        return t.Note(bought);
    }

    /// <summary>As small a basket as the reward can be taken off.</summary>
    private bool BuyWith(Try t, Reward reward)
    {
        var line = subject.LineFor(reward.Lines) with { Quantity = 1 };
        var cost = reward.CostFor(null, definition.Levels);
        if (reward.AtOnce ? t.Story.Member().Issued.Count == 0 : cost.Unit is { } unit && t.Story.Available(unit) < reward.Least(cost))
            return false;
        long? units = cost.IsEach ? t.Story.Available(cost.Unit!) : null;
        var value = units is { } many ? many / Math.Max(1, cost.Amount) * (reward.Gives.Worth ?? 0) : reward.Gives.Worth ?? line.UnitPrice;
        var pieces = line.UnitPrice <= 0 ? 1 : Math.Max(1, decimal.Ceiling(value / line.UnitPrice));
        return Buy(t, [line with { Quantity = pieces }], [new RewardInBasket { Reward = reward.Id, Units = units }]);
    }

    private static bool Redeem(Try t, Reward reward)
    {
        long? units = reward.Costs.IsEach ? t.Story.Available(reward.Costs.Unit!) : null;
        return units is not 0 && t.Note(t.Story.Redeem(reward.Id, units));
    }

    /// <summary>All that earned something comes back.</summary>
    private static bool Return(Try t)
    {
        var all = t.Purchases.ToArray();
        t.Purchases.Clear();
        return all.Length > 0 && all.All(id => t.Note(t.Story.Return(id)));
    }

    /// <summary>Until nothing is pending: by then, a definition says with it, goods can no longer come back.</summary>
    private static bool Wait(Try t, int days)
    {
        if (t.Story.World.Members.All(m => m.Lots.All(l => !l.IsPending(t.Story.At))))
            return false;
        t.Story.Now = t.Story.Now.AddDays(days + 1);
        t.Purchases.Clear();
        return true;
    }

    /// <summary>Again and again, until something can be had for it or it is refused.</summary>
    private bool Repeat(Try t, Func<bool> once)
    {
        for (var i = 0; i < MostRepeats; i++)
        {
            if (!once())
                return i > 0;
            var member = t.Story.Member();
            if (member.Issued.Count > 0 || definition.Rewards.Any(r => !r.AtOnce && r.Costs is { Unit: { } unit } cost && member.Balance(unit, t.Story.At).Total >= r.Least(cost)))
                break;
        }
        return true;
    }

    private static bool Do(Try t, string activity)
    {
        var done = t.Story.Do(activity);
        return t.Note(done) && done.Events.OfType<UnitsMoved>().Any();
    }

    /// <summary>A friend joins by invitation and buys the least there is.</summary>
    private bool Friend(Try t)
    {
        var name = $"friend{++t.Accounts}";
        var line = subject.Typical.Basket.Where(l => l.Kind == Line.Product).DefaultIfEmpty(subject.Typical.Basket[0]).MinBy(l => l.UnitPrice)!;
        return t.Note(t.Story.Enrol(name, "ada")) && Buy(t, [line with { Quantity = 1 }], [], member: name);
    }

    /// <summary>Another account in another name, whose units are handed over.</summary>
    private bool Account(Try t)
    {
        var name = $"friend{++t.Accounts}";
        if (!t.Note(t.Story.Enrol(name, definition.Referral is null ? null : "ada")))
            return false;
        foreach (var unit in definition.Units.Where(u => t.Story.Available(u.Id, name) > 0))
            t.Note(t.Story.Transfer(name, "ada", unit.Id, t.Story.Available(unit.Id, name)));
        return true;
    }

    /// <summary>Everything that takes something off, in one basket.</summary>
    private bool Codes(Try t, decimal least)
    {
        var codes = definition.Offers.Select(o => o.Code).OfType<string>().ToList();
        foreach (var offer in definition.Offers.Where(o => o.Coupons is not null && t.Story.Steps == 0))
        {
            if (t.Note(t.Story.IssueCoupon(offer.Id, "ada")))
                codes.Add($"COUPON-{offer.Id}");
        }
        var line = subject.LineFor(definition.Offers.Select(o => o.Lines).FirstOrDefault(f => f.Kinds.Count == 0 && !f.IsAll) ?? LineFilter.All) with { Quantity = 1 };
        var pieces = line.UnitPrice <= 0 ? 1 : Math.Max(1, decimal.Ceiling(least / line.UnitPrice));
        return Buy(t, [line with { Quantity = pieces }], [], codes);
    }
}
