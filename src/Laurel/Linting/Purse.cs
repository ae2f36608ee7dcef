using Laurel.Rewards.Benefits;

namespace Laurel.Linting;

/// <summary>What somebody paid, and what she has for it, in minor units: the sum over all who act together.</summary>
internal sealed class Purse
{
    private readonly Dictionary<string, decimal> goods = [];
    private readonly Dictionary<string, decimal> beside = [];

    private decimal earnedBeside;
    private decimal repayingBeside;
    private decimal takenBack;

    /// <summary>Paid, less what was paid back.</summary>
    public decimal Paid { get; set; }

    /// <summary>Of it, what was paid in baskets in which rewards were used: it would have been paid anyway, and more.</summary>
    public decimal PaidBeside => beside.Values.Sum();

    /// <summary>What was earned in those baskets and repays what returns took back: it has nothing to do with the rewards.</summary>
    public decimal RepaidBeside => Math.Min(repayingBeside, takenBack);

    /// <summary>What the goods that were kept would have cost.</summary>
    public decimal Goods => goods.Values.Sum();

    /// <summary>What rewards handed over are worth.</summary>
    public decimal Handed { get; private set; }

    /// <summary>Whether units, or stored money, bought anything.</summary>
    public bool UsedUnits { get; private set; }

    public Purse Copy()
    {
        var copy = new Purse { Paid = Paid, Handed = Handed, UsedUnits = UsedUnits };
        (copy.earnedBeside, copy.repayingBeside, copy.takenBack) = (earnedBeside, repayingBeside, takenBack);
        foreach (var (id, value) in goods)
            copy.goods[id] = value;
        foreach (var (id, value) in beside)
            copy.beside[id] = value;
        return copy;
    }

    /// <summary>Effort counts as paid: what activities bring that can only be done so often.</summary>
    public void Note(Command command, IReadOnlyList<Event> events, Subject subject)
    {
        if (command is RecordActivity)
            Paid += events.OfType<UnitsMoved>().Where(m => m.Parts.All(p => subject.IsLimited(p.Rule))).Sum(m => m.Amount * subject.Worth(m.Unit));
        foreach (var happened in events)
        {
            switch (happened)
            {
                case PurchaseRecorded e:
                    Note(e, command, events, subject);
                    break;
                case LinesReturned { IsWhole: true } e:
                    Paid -= (e.Total - BackInStore(events, subject)) * subject.RateOf(e.Currency, e.PurchaseDay);
                    goods.Remove(e.Purchase.Value);
                    beside.Remove(e.Purchase.Value);
                    break;
                case Memberships.MembershipChanged e:
                    Paid += e.Fee - e.Refund;
                    break;
                case UnitsMoved { Movement: Movement.Earned } e when OfLevel(e, subject) is > 0 and var gift:
                    Paid += gift;
                    break;
                case UnitsMoved { Movement: Movement.TakenBack } e:
                    takenBack -= e.Amount * subject.Worth(e.Unit);
                    break;
                case UnitsMoved { Movement: Movement.Redeemed }:
                    UsedUnits = true;
                    break;
                case RedemptionReserved { Purchase: null } e:
                    Handed += subject.Definition.Reward(e.Reward) is { AtOnce: false, Gives: not (GivenUnits or GiftCard) } reward
                        ? subject.Value(reward) * (reward.Costs.IsEach ? (decimal)e.Amount / Math.Max(1, reward.Costs.Amount) : e.Quantity) : 0;
                    break;
                case FulfilmentChanged { Stage: Stage.Used, Purchase: null } e when command is ReserveReward
                    && subject.Definition.Reward(e.Reward) is not { Gives: GivenUnits or GiftCard }:
                    Handed += subject.Value(subject.Definition.Reward(e.Reward)!);
                    break;
            }
        }
    }

    private void Note(PurchaseRecorded e, Command command, IReadOnlyList<Event> events, Subject subject)
    {
        var rate = subject.RateOf(e.Currency, e.Day);
        var paid = (e.Total - e.Paid.Sum(p => p.Amount)) * rate;
        Paid += paid;
        UsedUnits |= e.Paid.Count > 0 || e.Prices.Where((_, i) => Loads(command, i)).Any();
        if (command is RecordPurchase { Rewards.Count: > 0 })
        {
            beside[e.Purchase.Value] = paid;
            foreach (var earned in events.OfType<UnitsMoved>().Where(m => m.Movement == Movement.Earned))
            {
                var worth = earned.Amount * subject.Worth(earned.Unit);
                earnedBeside += worth;
                repayingBeside += Repays(subject, earned.Unit) ? worth : 0;
            }
        }
        goods[e.Purchase.Value] = e.Prices.Select((p, i) => Loads(command, i) ? 0 : IsDelivery(command, i) ? p.Total : p.Total + p.Discount).Sum() * rate;
    }

    /// <summary>What was earned in those baskets for what was paid there, and used again.</summary>
    public decimal UsedBeside(Story story, Subject subject)
    {
        var left = story.World.Members.Sum(m => subject.Definition.Units.Sum(u => Math.Max(0, m.Balance(u.Id, story.At).Total) * subject.Worth(u.Id)));
        return Math.Clamp(earnedBeside - left, 0, PaidBeside);
    }

    /// <summary>What a return puts back on cards and credit rather than paying it out.</summary>
    private static long BackInStore(IReadOnlyList<Event> events, Subject subject) => events.OfType<UnitsMoved>()
        .Where(m => m.Amount > 0 && subject.Definition.Unit(m.Unit) is { Money: not null }).Sum(m => m.Amount);

    /// <summary>Money that is put on a card is no goods: it is there.</summary>
    private static bool Loads(Command command, int line) => command is RecordPurchase purchase && purchase.Purchase.Lines[line].Loads is not null;

    /// <summary>An account that was only opened to borrow is never seen again.</summary>
    private static bool IsLeftAlone(Member member, string unit, Subject subject) =>
        member.Id.Value.StartsWith(Attempt.Friend, StringComparison.Ordinal) && subject.Definition.Unit(unit)!.Transfers == Units.Transfers.IntoArrears;

    /// <summary>What a level gives once in a lifetime is a gift that is meant, where it is worth less than what the level asks.</summary>
    private static decimal OfLevel(UnitsMoved moved, Subject subject)
    {
        var level = moved.Parts is [{ Rule: var rule }] && rule.StartsWith("tier:", StringComparison.Ordinal)
            ? subject.Definition.Tiers?.Levels.FirstOrDefault(l => l.Id == rule["tier:".Length..]) : null;
        var worth = moved.Amount * subject.Worth(moved.Unit);
        return level is not null && level.At.Any(t => t.Merit != Tiers.Merit.Spend || t.Amount > worth) ? worth : 0;
    }

    private static bool Repays(Subject subject, string unit) => subject.Definition.Unit(unit)!.Returns == Units.SpentOnReturn.Arrears;

    /// <summary>Delivery is no goods: that it costs nothing is worth nothing by itself.</summary>
    private static bool IsDelivery(Command command, int line) => command is RecordPurchase purchase && purchase.Purchase.Lines[line].Kind == Line.Shipping;

    /// <summary>What was gained: goods, rewards, and those that can still be used, stored money, less what was paid and what is owed.</summary>
    public decimal Gain(Story story, Subject subject)
    {
        decimal still = 0;
        foreach (var member in story.World.Members)
        {
            still += member.Issued.Sum(i => subject.Value(subject.Definition.Reward(i.Reward)!));
            still += subject.Definition.Units.Where(u => u.Money == subject.Definition.Currency).Sum(u => member.Balance(u.Id, story.At).Total);
            still -= member.Accounts.Where(a => !IsLeftAlone(member, a.Unit, subject)).Sum(a => a.Owed * subject.Worth(a.Unit));
        }
        return Goods + Handed + still - Paid;
    }
}
