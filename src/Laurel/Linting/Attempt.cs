using Laurel.Earning;
using Laurel.Rewards;
using Laurel.Rewards.Benefits;

namespace Laurel.Linting;

/// <summary>A story so far, with what it cost and brought, and what can be done next to have more than one pays for.</summary>
internal sealed record Attempt(Story Story, Purse Purse, Subject Subject)
{
    /// <summary>How often the same is done in a row at most.</summary>
    private const int MostRepeats = 24;
    private const int MostUses = 12;

    /// <summary>Of plain discounts, what is left to pay at least: a twentieth.</summary>
    private const decimal AllButFree = 0.05m;
    private const string Card = "CARD";

    /// <summary>How the names of her other accounts begin.</summary>
    public const string Friend = "friend";

    /// <summary>What can still come back.</summary>
    public List<string> Purchases { get; init; } = [];
    public int Accounts { get; set; }
    public bool HasCoupons { get; set; }

    private Definition Definition => Subject.Definition;

    public Attempt Copy() => this with { Story = Story.Copy(), Purse = Purse.Copy(), Purchases = [.. Purchases] };

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
            var members = Story.World.Members.Select(m => string.Join(' ', Definition.Units.Select(u => m.Balance(u.Id, Story.At)))
                + $" {m.Issued.Count} {m.Memberships.Count(p => p.IsOpen(Story.At))} {m.Purchases}");
            return $"{Purse.Paid} {Purse.Goods} {Purse.Handed} {Purchases.Count > 0} {string.Join('|', members)}";
        }
    }

    /// <summary>More is there than was paid, or goods for next to nothing.</summary>
    public bool IsGain
    {
        get
        {
            var gain = Purse.Gain(Story, Subject) - Purse.RepaidBeside;
            if (gain < Definition.Currency.Scale)
                return false;
            return Purse.UsedUnits || Purse.Handed > 0
                ? gain - Purse.UsedBeside(Story, Subject) > Purse.Paid - Purse.PaidBeside
                : Purse.Goods > 0 && Purse.Paid <= AllButFree * Purse.Goods;
        }
    }

    public bool Buy(Buying buying)
    {
        var bought = Story.Buy(buying with { Location = buying.Location ?? "shop" });
        if (bought.IsAccepted && buying.Member == "ada" && buying.Rewards.Count == 0)
            Purchases.Add(bought.Events.OfType<PurchaseRecorded>().Single().Purchase.Value);
        return Note(bought);
    }

    public bool Buy(IReadOnlyList<Line> lines) => Buy(new Buying("ada", lines));

    /// <summary>On the next day, where a day brings only so much.</summary>
    public bool DayAfterDay(IReadOnlyList<Line> lines)
    {
        Story.Now = Story.Now.AddDays(1);
        return Buy(lines);
    }

    /// <summary>A purchase made for a rule: its day, hour, place and code.</summary>
    public bool BuyFor(Witness witness, LineFilter lines, decimal times)
    {
        if (witness.From(Story.Now) is not { } at)
            return false;
        Story.Now = at;
        if (witness.Cast.Plan is { } plan && Story.Member().OpenMembership(plan, Story.At) is null && !Note(Story.BuyMembership(plan)))
            return false;
        return Buy(witness.Purchase(lines, times, ""));
    }

    /// <summary>On the next day that fits, where visits have to come together.</summary>
    public bool VisitFor(Witness witness, LineFilter lines)
    {
        Story.Now = Story.Now.AddDays(1);
        return BuyFor(witness, lines, 1);
    }

    /// <summary>The same as in the program's currency, in another.</summary>
    public bool BuyIn(Currency currency, Buying buying)
    {
        var each = Subject.RateOf(currency.Code, DateOnly.FromDateTime(Story.Now));
        return Buy(buying with { Lines = [.. buying.Lines.Select(l => l with { UnitPrice = decimal.Round(l.UnitPrice / each) })], Currency = currency });
    }

    /// <summary>As small a basket as the reward can be taken off; again and again.</summary>
    public bool BuyWith(Reward reward) => Repeat(MostUses, () => BuyOnceWith(reward), () => IsGain);

    private bool BuyOnceWith(Reward reward)
    {
        var line = Subject.LineFor(reward.Lines) with { Quantity = 1 };
        var cost = reward.CostFor(Story.Tier(), Definition.Levels);
        if (reward.AtOnce ? Story.Member().Issued.Count == 0 : cost.Unit is { } unit && Story.Available(unit) < reward.Least(cost))
            return false;
        long? units = cost.IsEach ? Story.Available(cost.Unit!) : null;
        var value = units is { } many ? many / Math.Max(1, cost.Amount) * (Subject.Worth(reward) ?? 0) : Subject.Worth(reward) ?? line.UnitPrice;
        var pieces = line.UnitPrice <= 0 ? 1 : Math.Max(1, decimal.Ceiling(value / line.UnitPrice));
        var bought = new Buying("ada", [line with { Quantity = pieces }]) { Rewards = [new RewardInBasket { Reward = reward.Id, Units = units }] };
        return reward.Gives is AmountOff { Amount.Currency: var foreign } && foreign != Definition.Currency ? BuyIn(foreign, bought) : Buy(bought);
    }

    public bool Redeem(Reward reward) => Repeat(MostUses, () => RedeemOnce(reward), () => IsGain);

    private bool RedeemOnce(Reward reward)
    {
        var cost = reward.CostFor(Story.Tier(), Definition.Levels);
        if (cost.Unit is { } unit && !reward.AtOnce && Story.Available(unit) < reward.Least(cost))
            return false;
        return Note(Story.Redeem(reward.Id, reward.Costs.IsEach ? Story.Available(reward.Costs.Unit!) : null));
    }

    /// <summary>All that earned something comes back.</summary>
    public bool Return()
    {
        var all = Purchases.ToArray();
        Purchases.Clear();
        var isAny = false;
        foreach (var id in all)
            isAny |= Note(Story.Return(id));
        return isAny;
    }

    /// <summary>Until nothing is pending: by then, a definition says with it, goods can no longer come back.</summary>
    public bool Wait(int days)
    {
        if (Story.World.Members.All(m => m.Lots.All(l => !l.IsPending(Story.At))))
            return false;
        Story.Now = Story.Now.AddDays(days + 1);
        Purchases.Clear();
        return true;
    }

    /// <summary>Again and again, until something can be had for it or it is refused.</summary>
    public bool Repeat(Func<bool> once) => Repeat(MostRepeats, once, () => Story.Member() is var member && (member.Issued.Count > 0
        || Definition.Rewards.Any(r => !r.AtOnce && r.Costs is { Unit: { } unit } cost && member.Balance(unit, Story.At).Total >= r.Least(cost))));

    public static bool Repeat(int most, Func<bool> once, Func<bool> isEnough)
    {
        for (var i = 0; i < most; i++)
        {
            if (!once())
                return i > 0;
            if (isEnough())
                break;
        }
        return true;
    }

    public bool Do(string activity)
    {
        var done = Story.Do(activity);
        return Note(done) && done.Events.OfType<UnitsMoved>().Any();
    }

    /// <summary>A friend joins by invitation and buys the least there is.</summary>
    public bool Invite(bool returns)
    {
        var name = $"{Friend}{++Accounts}";
        if (!Note(Story.Enrol(name, "ada")) || !Buy(new Buying(name, [Subject.Cheapest])))
            return false;
        return !returns || Note(Story.Return(((RecordPurchase)Story.Last!).Purchase.Id.Value));
    }

    /// <summary>Another account in another name, whose units are handed over.</summary>
    public bool Account()
    {
        var name = $"{Friend}{++Accounts}";
        if (!Note(Story.Enrol(name, Definition.Referral is null ? null : "ada")))
            return false;
        foreach (var unit in Definition.Units.Where(u => Story.Available(u.Id, name) > 0))
            Note(Story.Transfer(name, "ada", unit.Id, Story.Available(unit.Id, name)));
        return true;
    }

    /// <summary>Another account gives what it does not have, and is left alone with what it owes.</summary>
    public bool Borrow(string unit, long amount)
    {
        var name = $"{Friend}{++Accounts}";
        return Note(Story.Enrol(name)) && Note(Story.Transfer(name, "ada", unit, amount));
    }

    /// <summary>Money is put on a card, or on her credit, as a rule for it asks.</summary>
    public bool Load(Witness witness, long amount, bool onCard)
    {
        if (witness.From(Story.Now) is not { } at)
            return false;
        Story.Now = at;
        var line = new Line { Number = 1, Sku = "LOAD", Kind = "gift-card", UnitPrice = amount, Loads = new(onCard ? Card : "ada") };
        return Buy(witness.Purchase(LineFilter.All, 1, "") with { Lines = [line] });
    }

    /// <summary>Goods for all that is stored.</summary>
    public bool BuyWithStored()
    {
        var line = Subject.Cheapest;
        var pays = new List<StoredPayment>();
        decimal stored = 0;
        foreach (var unit in Definition.Units.Where(u => u.Money == Definition.Currency))
        {
            if (Story.Available(unit.Id) is > 0 and var own)
            {
                pays.Add(new StoredPayment { Unit = unit.Id });
                stored += own;
            }
            if (Story.World.Member(Card) is not null && Story.Available(unit.Id, Card) is > 0 and var there)
            {
                pays.RemoveAll(p => p.Card is not null);
                pays.Add(new StoredPayment { Card = new(Card) });
                stored += there;
            }
        }
        var pieces = line.UnitPrice <= 0 ? 0 : decimal.Floor(stored / line.UnitPrice);
        return pieces > 0 && Buy(new Buying("ada", [line with { Quantity = pieces }]) { Pays = pays });
    }

    /// <summary>Everything that takes something off, in one basket.</summary>
    public bool Codes(decimal least)
    {
        var codes = AllCodes();
        var line = Subject.LineFor(Definition.Offers.Select(o => o.Lines).FirstOrDefault(f => f.Kinds.Count == 0 && !f.IsAll) ?? LineFilter.All) with { Quantity = 1 };
        var pieces = line.UnitPrice <= 0 ? 1 : Math.Max(1, decimal.Ceiling(least / line.UnitPrice));
        return Buy(new Buying("ada", [line with { Quantity = pieces }]) { Codes = codes });
    }

    /// <summary>A typical basket, as much of it as asked, at the hour of an offer, with every code.</summary>
    public bool CodesAt(Witness witness, IReadOnlyList<Line> lines)
    {
        if (witness.From(Story.Now) is not { } at)
            return false;
        Story.Now = at;
        var buying = witness.Purchase(LineFilter.All, 1, "");
        return Buy(buying with { Lines = lines, Codes = [.. AllCodes().Union(buying.Codes)] });
    }

    private List<string> AllCodes()
    {
        var codes = Definition.Offers.Select(o => o.Code).OfType<string>().ToList();
        foreach (var offer in Definition.Offers.Where(o => o.Coupons is not null && !HasCoupons))
        {
            if (Note(Story.IssueCoupon(offer.Id, "ada")))
                codes.Add($"COUPON-{offer.Id}");
        }
        HasCoupons = true;
        return codes;
    }
}
