namespace Laurel.Linting;

/// <summary>What somebody paid, and what she has for it, in minor units: the sum over all who act together.</summary>
internal sealed class Purse
{
    private readonly Dictionary<string, decimal> goods = [];
    private readonly Dictionary<string, decimal> beside = [];

    /// <summary>Paid, less what was paid back.</summary>
    public decimal Paid { get; set; }

    /// <summary>Of it, what was paid in baskets in which rewards were used: it would have been paid anyway, and more.</summary>
    public decimal PaidBeside => beside.Values.Sum();

    /// <summary>What was earned in those baskets and may have repaid what is owed: it has nothing to do with the rewards.</summary>
    public decimal EarnedBeside { get; private set; }

    /// <summary>What the goods that were kept would have cost.</summary>
    public decimal Goods => goods.Values.Sum();

    /// <summary>What rewards handed over are worth.</summary>
    public decimal Handed { get; private set; }

    /// <summary>Whether units bought anything.</summary>
    public bool UsedUnits { get; private set; }

    public Purse Copy()
    {
        var copy = new Purse { Paid = Paid, Handed = Handed, UsedUnits = UsedUnits, EarnedBeside = EarnedBeside };
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
                    Paid += e.Total - e.Paid.Sum(p => p.Amount);
                    if (command is RecordPurchase { Rewards.Count: > 0 })
                    {
                        beside[e.Purchase.Value] = e.Total - e.Paid.Sum(p => p.Amount);
                        EarnedBeside += events.OfType<UnitsMoved>().Where(m => m.Movement == Movement.Earned && Repays(subject, m.Unit))
                            .Sum(m => m.Amount * subject.Worth(m.Unit));
                    }
                    goods[e.Purchase.Value] = e.Prices.Select((p, i) => IsDelivery(command, i) ? p.Total : p.Total + p.Discount).Sum();
                    break;
                case LinesReturned { IsWhole: true } e:
                    Paid -= e.Total;
                    goods.Remove(e.Purchase.Value);
                    beside.Remove(e.Purchase.Value);
                    break;
                case Memberships.MembershipChanged e:
                    Paid += e.Fee - e.Refund;
                    break;
                case UnitsMoved { Movement: Movement.Redeemed }:
                    UsedUnits = true;
                    break;
                case RedemptionReserved { Purchase: null } e:
                    Handed += subject.Definition.Reward(e.Reward) is { AtOnce: false } reward
                        ? subject.Value(reward) * (reward.Costs.IsEach ? (decimal)e.Amount / Math.Max(1, reward.Costs.Amount) : e.Quantity) : 0;
                    break;
                case FulfilmentChanged { Stage: Stage.Used, Purchase: null } e when command is ReserveReward:
                    Handed += subject.Value(subject.Definition.Reward(e.Reward)!);
                    break;
            }
        }
    }

    private static bool Repays(Subject subject, string unit) => subject.Definition.Unit(unit)!.Returns == Units.SpentOnReturn.Arrears;

    /// <summary>Delivery is no goods: that it costs nothing is worth nothing by itself.</summary>
    private static bool IsDelivery(Command command, int line) => command is RecordPurchase purchase && purchase.Purchase.Lines[line].Kind == Line.Shipping;

    /// <summary>What was gained: goods, rewards, and those that can still be used, less what was paid and what is owed.</summary>
    public decimal Gain(Story story, Subject subject)
    {
        decimal still = 0;
        foreach (var member in story.World.Members)
        {
            still += member.Issued.Sum(i => subject.Value(subject.Definition.Reward(i.Reward)!));
            still -= member.Accounts.Sum(a => a.Owed * subject.Worth(a.Unit));
        }
        return Goods + Handed + still - Paid;
    }
}
