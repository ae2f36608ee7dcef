namespace Laurel.Server.Features.Replay;

/// <summary>What a program came to over a stretch of purchases: cost, what is owed, who stands where.</summary>
internal sealed class ReplayOutcome
{
    private readonly Dictionary<string, UnitOutcome> units = [];
    private readonly Dictionary<MemberId, string> tiers = [];
    private readonly Dictionary<MemberId, Dictionary<string, long>> balances = [];

    public int Purchases { get; private set; }
    public int MemberPurchases { get; private set; }
    public int Returns { get; private set; }
    public int Refused { get; private set; }
    public int Members => balances.Count;

    /// <summary>Members' spend that counts, net of returns; minor units.</summary>
    public long Spend { get; private set; }

    public IReadOnlyDictionary<string, UnitOutcome> Units => units;

    public IEnumerable<MemberId> AllMembers => balances.Keys;

    /// <summary>Members by tier at the end; those who never rose are counted in the lowest.</summary>
    public IReadOnlyDictionary<string, int> Tiers(Definition definition)
    {
        var counts = definition.Levels.ToDictionary(l => l, _ => 0);
        foreach (var member in counts.Count == 0 ? [] : balances.Keys.AsEnumerable())
        {
            var tier = tiers.GetValueOrDefault(member, definition.Levels[0]);
            counts[counts.ContainsKey(tier) ? tier : definition.Levels[0]]++;
        }
        return counts;
    }

    public long Balance(MemberId member, string unit) => balances.GetValueOrDefault(member)?.GetValueOrDefault(unit) ?? 0;

    public void Add(Decision decision)
    {
        if (!decision.IsAccepted)
            Refused++;
        foreach (var happened in decision.Events)
            Add(happened);
    }

    private void Add(Event happened)
    {
        switch (happened)
        {
            case MemberEnrolled e:
                balances.TryAdd(e.Member, []);
                break;
            case PurchaseRecorded e:
                Purchases++;
                MemberPurchases += e.Member is null ? 0 : 1;
                Spend += e.Member is null ? 0 : e.Spend;
                break;
            case LinesReturned e:
                Returns++;
                Spend -= e.Member is null ? 0 : e.Spend;
                break;
            case TierChanged e:
                tiers[e.Member] = e.After;
                break;
            case UnitsMoved e:
                Move(e);
                break;
        }
    }

    private void Move(UnitsMoved e)
    {
        if (!units.TryGetValue(e.Unit, out var unit))
            units[e.Unit] = unit = new UnitOutcome();
        foreach (var entry in e.Entries)
            unit.Book(entry);
        if (balances.TryGetValue(e.Member, out var mine))
            mine[e.Unit] = e.After;
    }
}

/// <summary>The sums of one unit, in its smallest part.</summary>
internal sealed class UnitOutcome
{
    public long Issued { get; private set; }
    public long Redeemed { get; private set; }
    public long Expired { get; private set; }
    public long WrittenOff { get; private set; }

    /// <summary>What members hold, less what they owe.</summary>
    public long Outstanding { get; private set; }

    public void Book(Entry entry)
    {
        switch (entry.Account)
        {
            case Account.Members:
                Outstanding += entry.Amount;
                break;
            case Account.Issued:
                Issued -= entry.Amount;
                break;
            case Account.Redeemed:
                Redeemed += entry.Amount;
                break;
            case Account.Expired:
                Expired += entry.Amount;
                break;
            case Account.WrittenOff:
                WrittenOff -= entry.Amount;
                break;
        }
    }
}
